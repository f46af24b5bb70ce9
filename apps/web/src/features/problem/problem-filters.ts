import { among, atMost, filtersOf, isId, isOn } from '../../ui/address-filters.js';

export const statuses = ['open', 'claimed', 'struckOff', 'withdrawn', 'merged'] as const;
export const categories = [
  'land',
  'environment',
  'construction',
  'funding',
  'approval',
  'relocation',
  'utilities',
  'other',
] as const;

export const rungs = ['1', '2', '3', '4', '5', '6'] as const;

/** What a list of problems is narrowed by; it is the address of the screen, so it can be sent to somebody. */
export interface ProblemFilters {
  readonly q?: string;
  readonly status?: (typeof statuses)[number];
  readonly rung?: (typeof rungs)[number];
  readonly category?: (typeof categories)[number];
  readonly severity?: 'normal' | 'urgent';
  readonly overdue?: 'true';
  readonly mine?: 'true';
  readonly sort?: 'due';
  readonly projectId?: string;
  readonly officeId?: string;
  readonly departmentId?: string;
  readonly leaderId?: string;
}

export const problemFilters = filtersOf<ProblemFilters>({
  q: atMost(100),
  status: among(statuses),
  rung: among(rungs),
  category: among(categories),
  severity: among(['normal', 'urgent']),
  overdue: isOn,
  mine: isOn,
  sort: among(['due']),
  projectId: isId,
  officeId: isId,
  departmentId: isId,
  leaderId: isId,
});

import { among, atMost, filtersOf, isDay, isId, isOn } from '../../ui/address-filters.js';

export const shownStatuses = ['open', 'claimed', 'struckOff', 'cancelled'] as const;

/** What a list of decisions is narrowed by; it is the address of the screen, so it can be sent to somebody. */
export interface DecisionFilters {
  readonly q?: string;
  readonly status?: (typeof shownStatuses)[number];
  readonly overdue?: 'true';
  readonly mine?: 'true';
  readonly sort?: 'due';
  readonly seriesId?: string;
  readonly unitId?: string;
  readonly meetingId?: string;
  readonly projectId?: string;
  readonly dueFrom?: string;
  readonly dueTo?: string;
}

export const decisionFilters = filtersOf<DecisionFilters>({
  q: atMost(100),
  status: among(shownStatuses),
  overdue: isOn,
  mine: isOn,
  sort: among(['due']),
  seriesId: isId,
  unitId: isId,
  meetingId: isId,
  projectId: isId,
  dueFrom: isDay,
  dueTo: isDay,
});

import { among, atMost, filtersOf, isDay, isId, isOn } from '../../ui/address-filters.js';

export const conditions = ['normal', 'slow', 'stopped', 'notStarted'] as const;

/** What a list of visits is narrowed by; it is the address of the screen, so it can be sent to somebody. */
export interface VisitFilters {
  readonly q?: string;
  readonly projectId?: string;
  readonly visitorId?: string;
  readonly officeId?: string;
  readonly condition?: (typeof conditions)[number];
  /** With a problem found, or without. */
  readonly found?: 'true' | 'false';
  /** The first day and the last. */
  readonly from?: string;
  readonly to?: string;
  readonly mine?: 'true';
  /** Withdrawn ones too. */
  readonly withdrawn?: 'true';
}

export const visitFilters = filtersOf<VisitFilters>({
  q: atMost(100),
  projectId: isId,
  visitorId: isId,
  officeId: isId,
  condition: among(conditions),
  found: among(['true', 'false']),
  from: isDay,
  to: isDay,
  mine: isOn,
  withdrawn: isOn,
});

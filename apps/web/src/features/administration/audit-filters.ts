import { among, atMost, filtersOf, isDay } from '../../ui/address-filters.js';

export const results = ['done', 'refused', 'denied'] as const;

/** What the trail is narrowed by; the address of the screen. */
export interface AuditFilters {
  readonly action?: string;
  readonly subjectId?: string;
  readonly result?: (typeof results)[number];
  /** Days, both within. */
  readonly from?: string;
  readonly to?: string;
}

export const auditFilters = filtersOf<AuditFilters>({
  action: atMost(100),
  subjectId: atMost(100),
  result: among(results),
  from: isDay,
  to: isDay,
});

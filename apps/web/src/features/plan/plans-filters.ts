import { among, atMost, filtersOf, isId, isYear } from '../../ui/address-filters.js';
import { levels, lines } from '../project/project-filters.js';

export const planStates = ['none', 'first', 'revised'] as const;

/** What the ledger of plans is narrowed by; the address of the screen. */
export interface PlansFilters {
  readonly q?: string;
  /** This year when left out. */
  readonly year?: string;
  readonly state?: (typeof planStates)[number];
  readonly level?: (typeof levels)[number];
  readonly line?: (typeof lines)[number];
  readonly officeId?: string;
  readonly leaderId?: string;
}

export const plansFilters = filtersOf<PlansFilters>({
  q: atMost(100),
  year: isYear,
  state: among(planStates),
  level: among(levels),
  line: among(lines),
  officeId: isId,
  leaderId: isId,
});

import { among, filtersOf, isId, isYear } from '../../ui/address-filters.js';
import { periodKinds, type PeriodKind } from './period-name.js';

export const colours = ['blue', 'yellow', 'red'] as const;
export const cardStates = ['open', 'ranOut', 'struckOff'] as const;

export interface ClosingFilters {
  readonly kind?: PeriodKind;
  readonly year?: string;
}

export const closingFilters = filtersOf<ClosingFilters>({ kind: among(periodKinds), year: isYear });

export interface CardFilters {
  readonly colour?: (typeof colours)[number];
  readonly state?: (typeof cardStates)[number];
  readonly officeId?: string;
  readonly projectId?: string;
}

export const cardFilters = filtersOf<CardFilters>({
  colour: among(colours),
  state: among(cardStates),
  officeId: isId,
  projectId: isId,
});

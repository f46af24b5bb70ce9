import { among, filtersOf, isOn } from '../../ui/address-filters.js';

/** What the list is narrowed by; it is the address of the screen. */
export interface FeedbackFilters {
  readonly answered?: 'true' | 'false';
  readonly mine?: 'true';
}

export const feedbackFilters = filtersOf<FeedbackFilters>({ answered: among(['true', 'false']), mine: isOn });

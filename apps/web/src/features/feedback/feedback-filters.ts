/** What the list is narrowed by; it is the address of the screen. */
export interface FeedbackFilters {
  readonly answered?: 'true' | 'false';
  readonly mine?: 'true';
}

/** Whatever the address says that is no filter is dropped. */
export function feedbackFilters({ answered, mine }: Record<string, unknown>): FeedbackFilters {
  const given = String(answered);
  return {
    ...((given === 'true' || given === 'false') && { answered: given }),
    ...(String(mine) === 'true' && { mine: 'true' }),
  };
}

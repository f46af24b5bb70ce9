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

/** Whatever the address says that is no filter is dropped. */
export function decisionFilters(search: Record<string, unknown>): DecisionFilters {
  const one = (key: string, fits: (given: string) => boolean) => {
    const given = search[key];
    const text = typeof given === 'string' || typeof given === 'boolean' ? String(given).trim() : '';
    return text !== '' && fits(text) ? { [key]: text } : {};
  };
  const among = (values: readonly string[]) => (given: string) => values.includes(given);
  const id = (given: string) => /^[0-9a-f-]{36}$/.test(given);
  const day = (given: string) => /^\d{4}-\d{2}-\d{2}$/.test(given);
  return {
    ...one('q', (given) => given.length <= 100),
    ...one('status', among(shownStatuses)),
    ...one('overdue', among(['true'])),
    ...one('mine', among(['true'])),
    ...one('sort', among(['due'])),
    ...one('seriesId', id),
    ...one('unitId', id),
    ...one('meetingId', id),
    ...one('projectId', id),
    ...one('dueFrom', day),
    ...one('dueTo', day),
  };
}

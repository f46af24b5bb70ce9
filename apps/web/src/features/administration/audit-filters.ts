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

export function auditFilters(search: Record<string, unknown>): AuditFilters {
  const text = (key: string, atMost: number) => {
    const given = search[key];
    return typeof given === 'string' && given.trim() !== '' ? { [key]: given.trim().slice(0, atMost) } : {};
  };
  const dayIn = (key: string) => {
    const given = search[key];
    return typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) ? { [key]: given } : {};
  };
  const result = results.find((each) => each === search.result);
  return {
    ...text('action', 100),
    ...text('subjectId', 100),
    ...(result && { result }),
    ...dayIn('from'),
    ...dayIn('to'),
  };
}

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

/** What a list of problems is narrowed by; it is the address of the screen, so it can be sent to somebody. */
export interface ProblemFilters {
  readonly q?: string;
  readonly status?: (typeof statuses)[number];
  readonly rung?: '1' | '2' | '3' | '4' | '5' | '6';
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

/** Whatever the address says that is no filter is dropped. */
export function problemFilters(search: Record<string, unknown>): ProblemFilters {
  const pick = <T extends string>(key: string, values: readonly T[]) => {
    const given = String(search[key] ?? '') as T;
    return values.includes(given) ? { [key]: given } : {};
  };
  const words = typeof search.q === 'string' ? search.q.trim().slice(0, 100) : '';
  const id = (key: string) => {
    const given = search[key];
    return typeof given === 'string' && /^[0-9a-f-]{36}$/.test(given) ? { [key]: given } : {};
  };
  return {
    ...(words !== '' && { q: words }),
    ...pick('status', statuses),
    ...pick('rung', ['1', '2', '3', '4', '5', '6']),
    ...pick('category', categories),
    ...pick('severity', ['normal', 'urgent']),
    ...pick('overdue', ['true']),
    ...pick('mine', ['true']),
    ...pick('sort', ['due']),
    ...id('projectId'),
    ...id('officeId'),
    ...id('departmentId'),
    ...id('leaderId'),
  };
}

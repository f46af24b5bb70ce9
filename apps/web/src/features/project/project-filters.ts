export const levels = ['province', 'city', 'district'] as const;
export const fields = ['innovation', 'infrastructure', 'industry', 'green', 'livelihood'] as const;
export const platforms = ['shangCapital', 'jindai', 'xiaolizhuang'] as const;
export const lines = ['construction', 'investment', 'urban', 'livelihood'] as const;
export const stages = ['preparing', 'started', 'building', 'completed', 'inProduction', 'paused'] as const;

/** What the ledger is narrowed by; the address of the screen. */
export interface ProjectFilters {
  readonly q?: string;
  readonly level?: (typeof levels)[number];
  readonly field?: (typeof fields)[number];
  readonly platform?: (typeof platforms)[number];
  readonly line?: (typeof lines)[number];
  readonly stage?: (typeof stages)[number];
  readonly officeId?: string;
  readonly leaderId?: string;
}

export function projectFilters(search: Record<string, unknown>): ProjectFilters {
  const pick = <T extends string>(key: string, values: readonly T[]) =>
    values.includes(search[key] as T) ? { [key]: search[key] } : {};
  const id = (key: string) => {
    const given = search[key];
    return typeof given === 'string' && /^[0-9a-f-]{36}$/.test(given) ? { [key]: given } : {};
  };
  const words = typeof search.q === 'string' ? search.q.trim().slice(0, 100) : '';
  return {
    ...(words !== '' && { q: words }),
    ...pick('level', levels),
    ...pick('field', fields),
    ...pick('platform', platforms),
    ...pick('line', lines),
    ...pick('stage', stages),
    ...id('officeId'),
    ...id('leaderId'),
  };
}

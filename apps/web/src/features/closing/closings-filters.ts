import { periodKinds, type PeriodKind } from './period-name.js';

export const colours = ['blue', 'yellow', 'red'] as const;
export const cardStates = ['open', 'ranOut', 'struckOff'] as const;

export interface ClosingFilters {
  readonly kind?: PeriodKind;
  readonly year?: number;
}

export const closingFilters = (search: Record<string, unknown>): ClosingFilters => ({
  ...(periodKinds.includes(search.kind as PeriodKind) && { kind: search.kind as PeriodKind }),
  ...(Number.isInteger(search.year) && { year: Number(search.year) }),
});

export interface CardFilters {
  readonly colour?: (typeof colours)[number];
  readonly state?: (typeof cardStates)[number];
  readonly officeId?: string;
  readonly projectId?: string;
}

/** What a list of cards is narrowed by, from its address; anything else is dropped. */
export function cardFilters(search: Record<string, unknown>): CardFilters {
  const pick = <T extends string>(key: string, values: readonly T[]) =>
    values.includes(search[key] as T) ? { [key]: search[key] } : {};
  const id = (key: string) =>
    typeof search[key] === 'string' && /^[0-9a-f-]{36}$/.test(search[key]) ? { [key]: search[key] } : {};
  return { ...pick('colour', colours), ...pick('state', cardStates), ...id('officeId'), ...id('projectId') };
}

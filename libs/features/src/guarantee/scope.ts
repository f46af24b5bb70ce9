import { z } from 'zod';

/** What a chain is asked for. `id` is a unit, person or project; the others are words of the ledger. */
export type ChainScope =
  | { readonly kind: 'district' }
  | { readonly kind: 'office' | 'leader' | 'project'; readonly id: string }
  | { readonly kind: 'series'; readonly line: 'construction' | 'investment' | 'urban' | 'livelihood' }
  | { readonly kind: 'platform'; readonly platform: 'shangCapital' | 'jindai' | 'xiaolizhuang' }
  | {
      readonly kind: 'field';
      readonly field: 'innovation' | 'infrastructure' | 'industry' | 'green' | 'livelihood';
    }
  | { readonly kind: 'level'; readonly level: 'province' | 'city' | 'district' };

const words = {
  series: ['construction', 'investment', 'urban', 'livelihood'],
  platform: ['shangCapital', 'jindai', 'xiaolizhuang'],
  field: ['innovation', 'infrastructure', 'industry', 'green', 'livelihood'],
  level: ['province', 'city', 'district'],
} as const;

const isAmong = <Word extends string>(known: readonly Word[], text: string): text is Word =>
  known.includes(text as Word);

/** Reads `district`, `office:<id>`, `leader:<id>`, `project:<id>`, `series:<line>`, `platform:…`, `field:…`, `level:…`. */
export function parseScope(text: string): ChainScope | undefined {
  if (text === 'district') return { kind: 'district' };
  const [kind, value, ...more] = text.split(':');
  if (value === undefined || more.length > 0) return undefined;
  switch (kind) {
    case 'office':
    case 'leader':
    case 'project':
      return z.uuid().safeParse(value).success ? { kind, id: value.toLowerCase() } : undefined;
    case 'series':
      return isAmong(words.series, value) ? { kind, line: value } : undefined;
    case 'platform':
      return isAmong(words.platform, value) ? { kind, platform: value } : undefined;
    case 'field':
      return isAmong(words.field, value) ? { kind, field: value } : undefined;
    case 'level':
      return isAmong(words.level, value) ? { kind, level: value } : undefined;
    default:
      return undefined;
  }
}

/** The scope as it is written in a query. */
export function scopeText(scope: ChainScope): string {
  switch (scope.kind) {
    case 'district':
      return 'district';
    case 'office':
    case 'leader':
    case 'project':
      return `${scope.kind}:${scope.id}`;
    case 'series':
      return `series:${scope.line}`;
    case 'platform':
      return `platform:${scope.platform}`;
    case 'field':
      return `field:${scope.field}`;
    case 'level':
      return `level:${scope.level}`;
  }
}

/** What figures are told apart by. */
export const groupings = ['level', 'field', 'platform', 'office', 'leader', 'series'] as const;
export type Grouping = (typeof groupings)[number];

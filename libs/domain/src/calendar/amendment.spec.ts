import { describe, expect, it } from '@jest/globals';
import { amendable } from './amendment.js';
import { plainDate } from './plain-date.js';
import type { DayKind } from './work-calendar.js';

const today = plainDate('2026-03-11');
const code = (date: string, kind: DayKind) => {
  const result = amendable(plainDate(date), kind, today);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('a day may be amended', () => {
  it.each([
    ['2026-03-12', 'holiday', 'ok'],
    ['2026-03-12', 'workday', 'ok'],
    ['2026-03-12', 'makeUpDay', 'calendar.kind_does_not_fit'],
    ['2026-03-12', 'weekend', 'calendar.kind_does_not_fit'],
    ['2026-03-14', 'makeUpDay', 'ok'],
    ['2026-03-14', 'weekend', 'ok'],
    ['2026-03-14', 'holiday', 'ok'],
    ['2026-03-15', 'workday', 'calendar.kind_does_not_fit'],
    ['2026-02-11', 'holiday', 'ok'],
    ['2028-05-19', 'holiday', 'ok'],
    ['2028-05-22', 'holiday', 'calendar.too_far'],
    ['2023-12-29', 'holiday', 'calendar.too_far'],
  ] as const)('%s as %s: %s', (date, kind, expected) => {
    expect(code(date, kind)).toBe(expected);
  });
});

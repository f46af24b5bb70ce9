import { describe, expect, it } from '@jest/globals';
import type { Words } from '../../i18n/use-words.js';
import { periodName, type PeriodKind } from './period-name.js';

/** The key and what it is given: which name is chosen is what is looked at. */
const t = ((key: string, args: Record<string, unknown> = {}) => [key, ...Object.values(args)].join(' ')) as Words;
const named = (kind: PeriodKind, start: string) => periodName({ kind, start }, t, 'zh');

describe('the name of a period', () => {
  it('of ten days is the part of the month that any of its days lies in, the last up to the 31st', () => {
    const parts = (days: readonly number[]) =>
      new Set(days.map((day) => named('tenDay', `2023-03-${String(day).padStart(2, '0')}`)));
    const daysFrom = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
    expect(parts(daysFrom(1, 10))).toEqual(new Set(['period.tenDay0 2023年3月']));
    expect(parts(daysFrom(11, 20))).toEqual(new Set(['period.tenDay1 2023年3月']));
    expect(parts(daysFrom(21, 31))).toEqual(new Set(['period.tenDay2 2023年3月']));
  });

  it('of a week is its days, over the ends of months and years', () => {
    expect(named('week', '2023-02-27')).toContain('2月27日');
    expect(named('week', '2023-02-27')).toContain('3月5日');
    expect(named('week', '2022-12-26')).toContain('1月1日');
  });

  it('of a month, a quarter and a year is what people call it', () => {
    expect(named('month', '2023-12-01')).toBe('2023年12月');
    expect(['01', '04', '07', '10'].map((month) => named('quarter', `2023-${month}-01`))).toEqual([
      'period.quarter1 2023',
      'period.quarter2 2023',
      'period.quarter3 2023',
      'period.quarter4 2023',
    ]);
    expect(named('year', '2023-01-01')).toBe('period.year 2023');
  });
});

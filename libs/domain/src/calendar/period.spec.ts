import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate } from '../../../../test/support/arbitrary-calendar.js';
import { allocate } from './allocate.js';
import { PERIOD_KINDS, periodsContaining, tenDayContaining, weekContaining } from './period.js';
import { daysBetween, plainDate } from './plain-date.js';
import { publishedCalendar } from './published-calendar.js';
import { spanContaining, spansOf } from './span.js';
import { workdaysBetween } from './work-calendar.js';

const published = publishedCalendar();
const edges = (date: string) =>
  Object.fromEntries(Object.entries(periodsContaining(plainDate(date))).map(([kind, p]) => [kind, [p.start, p.end]]));

describe('the periods of a day', () => {
  it('are five, with an exclusive end', () => {
    expect(edges('2026-02-28')).toEqual({
      week: ['2026-02-23', '2026-03-02'],
      tenDay: ['2026-02-21', '2026-03-01'],
      month: ['2026-02-01', '2026-03-01'],
      quarter: ['2026-01-01', '2026-04-01'],
      year: ['2026-01-01', '2027-01-01'],
    });
  });

  it('cross the year only with the week', () => {
    expect(edges('2026-12-31')).toEqual({
      week: ['2026-12-28', '2027-01-04'],
      tenDay: ['2026-12-21', '2027-01-01'],
      month: ['2026-12-01', '2027-01-01'],
      quarter: ['2026-10-01', '2027-01-01'],
      year: ['2026-01-01', '2027-01-01'],
    });
  });

  it.each([
    ['2026-02-10', '2026-02-01', '2026-02-11'],
    ['2026-02-11', '2026-02-11', '2026-02-21'],
    ['2026-02-20', '2026-02-11', '2026-02-21'],
    ['2026-02-21', '2026-02-21', '2026-03-01'],
    ['2024-02-29', '2024-02-21', '2024-03-01'],
    ['2026-07-31', '2026-07-21', '2026-08-01'],
  ])('put %s into the ten-day period from %s', (date, start, end) => {
    expect(tenDayContaining(plainDate(date))).toEqual({ kind: 'tenDay', start, end });
  });

  it('hold the day, and are the same for each of their days', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 366 }), (date, n) => {
        const periods = periodsContaining(date);
        for (const kind of PERIOD_KINDS) {
          const { start, end } = periods[kind];
          expect(start <= date && date < end).toBe(true);
          const days = daysBetween(start, end);
          const other = periodsContaining(plainDateAfter(start, n % days))[kind];
          expect(other).toEqual(periods[kind]);
        }
      }),
    );
  });
});

describe('workdays of periods', () => {
  it('counts February 2026 with its holiday and two make-up days', () => {
    const workdays = Object.fromEntries(
      Object.entries(periodsContaining(plainDate('2026-02-28'))).map(([kind, p]) => [
        kind,
        workdaysBetween(published, p.start, p.end),
      ]),
    );
    // Week: 24 to 28 (the 23rd is holiday, Saturday 28 worked). Quarter: 21 in January (4 is worked), 16, 22.
    expect(workdays).toEqual({ week: 5, tenDay: 5, month: 16, quarter: 59, year: 248 });
  });

  it('lays the ten-day periods of February 2026', () => {
    const tenDays = ['2026-02-01', '2026-02-11', '2026-02-21'].map((d) => tenDayContaining(plainDate(d)));
    expect(tenDays.map((p) => workdaysBetween(published, p.start, p.end))).toEqual([7, 4, 5]);
  });

  it('is nothing for an empty or reversed stretch', () => {
    expect(workdaysBetween(published, plainDate('2026-03-02'), plainDate('2026-03-02'))).toBe(0);
    expect(workdaysBetween(published, plainDate('2026-03-09'), plainDate('2026-03-02'))).toBe(0);
  });
});

describe('a span', () => {
  it('puts the whole plan of week 2026-09-28 into September: its October days are holidays', () => {
    const week = weekContaining(plainDate('2026-09-28'));
    const spans = spansOf(week.start, week.end);
    expect(spans).toEqual([
      { start: '2026-09-28', end: '2026-10-01' },
      { start: '2026-10-01', end: '2026-10-05' },
    ]);
    const workdays = spans.map((span) => workdaysBetween(published, span.start, span.end));
    expect(workdays).toEqual([3, 0]);
    expect(allocate(300, workdays)).toEqual([300, 0]);
  });

  it('splits the plan of week 2023-02-27 by workdays', () => {
    const week = weekContaining(plainDate('2023-02-27'));
    const workdays = spansOf(week.start, week.end).map((span) => workdaysBetween(published, span.start, span.end));
    expect(allocate(500, workdays)).toEqual([200, 300]);
  });

  it('is the days that share one week and one ten-day period', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { start, end } = spanContaining(date);
        expect(start <= date && date < end).toBe(true);
        const last = plainDateAfter(end, -1);
        for (const containing of [weekContaining, tenDayContaining]) {
          expect(containing(start)).toEqual(containing(last));
        }
        const [before, after] = [plainDateAfter(start, -1), end];
        for (const outside of [before, after]) {
          const sameWeek = weekContaining(outside).start === weekContaining(date).start;
          const sameTenDay = tenDayContaining(outside).start === tenDayContaining(date).start;
          expect(sameWeek && sameTenDay).toBe(false);
        }
      }),
    );
  });

  it('tiles every period exactly, so workdays add up at every level', () => {
    fc.assert(
      fc.property(anyDate, anyCalendar, (date, calendar) => {
        for (const period of Object.values(periodsContaining(date))) {
          const spans = spansOf(period.start, period.end);
          expect(spans[0]?.start).toBe(period.start);
          expect(spans.at(-1)?.end).toBe(period.end);
          spans.slice(1).forEach((span, index) => expect(span.start).toBe(spans[index]?.end));
          const sum = spans.reduce((so, span) => so + workdaysBetween(calendar, span.start, span.end), 0);
          expect(sum).toBe(workdaysBetween(calendar, period.start, period.end));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is never cut', () => {
    expect(() => spansOf(plainDate('2026-09-29'), plainDate('2026-10-01'))).toThrow(RangeError);
    expect(() => spansOf(plainDate('2026-09-28'), plainDate('2026-09-30'))).toThrow(RangeError);
    expect(spansOf(plainDate('2026-09-28'), plainDate('2026-09-28'))).toEqual([]);
  });
});

function plainDateAfter(date: ReturnType<typeof plainDate>, days: number): ReturnType<typeof plainDate> {
  return plainDate(new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10));
}

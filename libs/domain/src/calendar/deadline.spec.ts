import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate, anyInstant } from '../../../../test/support/arbitrary-calendar.js';
import { dueAt } from './deadline.js';
import type { Pause } from './deadline.js';
import { addDays, dateOf, daysBetween, formatInstant, parseInstant, plainDate } from './plain-date.js';
import type { PlainDate } from './plain-date.js';
import { publishedCalendar } from './published-calendar.js';
import { isProvisional, isWorkday, workCalendar, workEndsOn } from './work-calendar.js';
import type { CalendarException } from './work-calendar.js';

const published = publishedCalendar();
const at = (text: string) => parseInstant(`${text}+08:00`) ?? (Number.NaN as never);
const workdayNumber = fc.integer({ min: 0, max: 40 });
const anyPauses: fc.Arbitrary<Pause[]> = fc.array(
  fc.tuple(anyDate, fc.integer({ min: 0, max: 20 })).map(([from, length]) => ({ from, until: addDays(from, length) })),
  { maxLength: 4 },
);

describe('a deadline', () => {
  it('counts a make-up Saturday and passes over Spring Festival 2026', () => {
    const deadline = dueAt(published, at('2026-02-13T10:00'), 3);
    expect(deadline.due).toBe('2026-02-25');
    expect(formatInstant(deadline.dueAt)).toBe('2026-02-25T18:00:00+08:00');
    expect(deadline.provisional).toBe(false);
    expect(deadline.days).toHaveLength(13);
    expect(deadline.days[0]).toEqual({ date: '2026-02-13', counted: false, ordinal: null, reason: 'dayOfStart' });
    expect(deadline.days[1]).toEqual({
      date: '2026-02-14',
      counted: true,
      ordinal: 1,
      reason: 'makeUpDay',
      name: '春节调休上班',
    });
    expect(deadline.days[2]).toEqual({
      date: '2026-02-15',
      counted: false,
      ordinal: null,
      reason: 'holiday',
      name: '春节',
    });
    expect(deadline.days.slice(-2)).toEqual([
      { date: '2026-02-24', counted: true, ordinal: 2, reason: 'workday' },
      { date: '2026-02-25', counted: true, ordinal: 3, reason: 'workday' },
    ]);
  });

  it.each([
    ['2023-01-20T10:00', 3, '2023-01-30'],
    ['2023-01-20T10:00', 2, '2023-01-29'],
    ['2025-09-26T16:00', 2, '2025-09-29'],
    ['2025-09-30T09:00', 3, '2025-10-11'],
    ['2026-10-01T09:00', 1, '2026-10-08'],
    ['2022-12-30T09:00', 1, '2023-01-03'],
    ['2024-02-09T09:00', 1, '2024-02-18'],
    ['2026-03-02T09:00', 5, '2026-03-09'],
  ])('from %s, %d workdays, is due on %s', (from, workdays, due) => {
    expect(dueAt(published, at(from), workdays).due).toBe(due);
  });

  it('does not count the day of start at any hour', () => {
    for (const hour of ['00:00', '08:59', '18:00', '23:59']) {
      expect(dueAt(published, at(`2026-03-02T${hour}`), 1).due).toBe('2026-03-03');
    }
  });

  it('takes the day of start from Asia/Shanghai', () => {
    const lateInUtc = parseInstant('2026-03-01T16:30:00Z') ?? (Number.NaN as never);
    expect(dueAt(published, lateInUtc, 1).due).toBe('2026-03-03');
  });

  it('of no workdays is the end of work on the day of start', () => {
    const deadline = dueAt(published, at('2026-10-03T20:00'), 0);
    expect(formatInstant(deadline.dueAt)).toBe('2026-10-03T18:00:00+08:00');
    expect(deadline.days).toEqual([
      { date: '2026-10-03', counted: false, ordinal: null, reason: 'dayOfStart', name: '国庆节' },
    ]);
  });

  it('stands still on paused workdays; a rest day in a pause keeps its own reason', () => {
    const pause = { from: plainDate('2026-03-05'), until: plainDate('2026-03-09') };
    const deadline = dueAt(published, at('2026-03-03T10:00'), 3, [pause]);
    expect(deadline.days.map((day) => [day.date.slice(8), day.reason, day.ordinal])).toEqual([
      ['03', 'dayOfStart', null],
      ['04', 'workday', 1],
      ['05', 'paused', null],
      ['06', 'paused', null],
      ['07', 'weekend', null],
      ['08', 'weekend', null],
      ['09', 'workday', 2],
      ['10', 'workday', 3],
    ]);
  });

  it('is provisional when a day it rests on lies in a year without a notice', () => {
    expect(dueAt(published, at('2026-12-30T10:00'), 1)).toMatchObject({ due: '2026-12-31', provisional: false });
    // 1 January 2027 is surely a holiday, but no notice says so yet: Monday to Friday counts.
    expect(dueAt(published, at('2026-12-30T10:00'), 2)).toMatchObject({ due: '2027-01-01', provisional: true });
  });

  it('ends at the end of work of its own calendar', () => {
    const early = workCalendar({ exceptions: [], publishedYears: [2026], workEndsAt: '17:30' });
    expect(formatInstant(dueAt(early, at('2026-03-02T09:00'), 1).dueAt)).toBe('2026-03-03T17:30:00+08:00');
  });

  it('refuses numbers that make no clock', () => {
    for (const workdays of [-1, 0.5, 2501, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => dueAt(published, at('2026-03-02T09:00'), workdays)).toThrow(RangeError);
    }
    const forGood = { from: plainDate('2026-03-01'), until: plainDate('2099-01-01') };
    expect(() => dueAt(published, at('2026-03-02T09:00'), 1, [forGood])).toThrow(RangeError);
    expect(dueAt(published, at('2026-03-02T09:00'), 2500).due > '2035').toBe(true);
  });
});

describe('every deadline', () => {
  it('of n workdays counts exactly n days, workdays all, and the last of them is due', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, workdayNumber, anyPauses, (calendar, from, workdays, pauses) => {
        const { due, dueAt: moment, days, provisional } = dueAt(calendar, from, workdays, pauses);
        const counted = days.filter((day) => day.counted);
        expect(counted.map((day) => day.ordinal)).toEqual(Array.from({ length: workdays }, (_, n) => n + 1));
        expect(days.at(-1)?.date).toBe(due);
        if (workdays > 0) expect(days.at(-1)?.counted).toBe(true);
        expect(moment).toBe(workEndsOn(calendar, due));
        expect(provisional).toBe(isProvisional(calendar, dateOf(from), due));
        expect(days).toHaveLength(daysBetween(dateOf(from), due) + 1);
        days.forEach((day, index) => {
          expect(day.date).toBe(addDays(dateOf(from), index));
          const paused = pauses.some((pause) => pause.from <= day.date && day.date < pause.until);
          expect(day.counted).toBe(index > 0 && isWorkday(calendar, day.date) && !paused);
        });
      }),
    );
  });

  it('with pauses is the deadline without them on a calendar whose paused days are holidays', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, workdayNumber, anyPauses, (calendar, from, workdays, pauses) => {
        const asHolidays = workCalendar({
          exceptions: [...calendar.exceptions.values(), ...pauses.flatMap(daysOf).map(asHoliday)],
          publishedYears: calendar.publishedYears,
          laterHours: calendar.laterHours,
        });
        const withPauses = dueAt(calendar, from, workdays, pauses);
        const withHolidays = dueAt(asHolidays, from, workdays);
        expect(withPauses.dueAt).toBe(withHolidays.dueAt);
        expect(withPauses.days.map((day) => day.ordinal)).toEqual(withHolidays.days.map((day) => day.ordinal));
      }),
    );
  });

  it('comes later, never earlier, with more workdays or a later start', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyInstant,
        workdayNumber,
        fc.integer({ min: 0, max: 30 }),
        (calendar, from, n, days) => {
          const due = dueAt(calendar, from, n).dueAt;
          expect(dueAt(calendar, from, n + 1).dueAt).toBeGreaterThan(due);
          const later = (from + days * 86_400_000) as typeof from;
          expect(dueAt(calendar, later, n).dueAt).toBeGreaterThanOrEqual(due);
        },
      ),
    );
  });
});

function daysOf(pause: Pause): PlainDate[] {
  return Array.from({ length: daysBetween(pause.from, pause.until) }, (_, n) => addDays(pause.from, n));
}

function asHoliday(date: PlainDate): CalendarException {
  return { date, kind: 'holiday', name: 'paused' };
}

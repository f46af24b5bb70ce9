import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate, anyInstant } from '../../../../test/support/arbitrary-calendar.js';
import { addDays, dateOf, parseInstant, plainDate } from './plain-date.js';
import { publishedCalendar } from './published-calendar.js';
import {
  addWorkdays,
  dayKindOf,
  isProvisional,
  isWorkday,
  isWorkingTime,
  nextWorkday,
  nextWorkingMoment,
  previousWorkday,
  sameOrNextWorkday,
  validateWorkHours,
  workCalendar,
  workEndsOn,
  workStartsOn,
  workdaysBetween,
} from './work-calendar.js';

const published = publishedCalendar();
const at = (text: string) => parseInstant(`${text}+08:00`) ?? (Number.NaN as never);

describe('a work calendar', () => {
  it('lets an amendment hold over the notice', () => {
    const date = plainDate('2026-10-10');
    const amended = workCalendar({
      exceptions: [
        { date, kind: 'makeUpDay', name: '国庆节调休上班' },
        { date, kind: 'weekend', name: '本区不调休' },
      ],
      publishedYears: [2026],
    });
    expect(dayKindOf(amended, date)).toBe('weekend');
    expect(isWorkday(amended, date)).toBe(false);
    expect(isWorkday(published, date)).toBe(true);
  });

  it('goes forward and back over holidays and make-up days', () => {
    expect(nextWorkday(published, plainDate('2026-09-30'))).toBe('2026-10-08');
    expect(addWorkdays(published, plainDate('2026-10-08'), -2)).toBe('2026-09-29');
    expect(addWorkdays(published, plainDate('2026-10-08'), 2)).toBe('2026-10-10');
    expect(previousWorkday(published, plainDate('2023-01-30'))).toBe('2023-01-29');
    expect(addWorkdays(published, plainDate('2026-10-03'), 0)).toBe('2026-10-03');
    expect(sameOrNextWorkday(published, plainDate('2026-10-03'))).toBe('2026-10-08');
    expect(sameOrNextWorkday(published, plainDate('2026-10-08'))).toBe('2026-10-08');
  });

  it('lands on a workday with exactly the asked workdays on the way', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: 1, max: 60 }), (calendar, date, n) => {
        const later = addWorkdays(calendar, date, n);
        expect(isWorkday(calendar, later)).toBe(true);
        expect(workdaysBetween(calendar, addDays(date, 1), addDays(later, 1))).toBe(n);
        const earlier = addWorkdays(calendar, date, -n);
        expect(isWorkday(calendar, earlier)).toBe(true);
        expect(workdaysBetween(calendar, earlier, date)).toBe(n);
      }),
    );
  });

  it('gives up on a calendar without workdays and on half days', () => {
    const start = plainDate('2026-01-01');
    const idle = workCalendar({
      exceptions: Array.from({ length: 10_100 }, (_, n) => ({ date: addDays(start, n), kind: 'holiday', name: '' })),
      publishedYears: [],
    });
    expect(() => nextWorkday(idle, start)).toThrow(RangeError);
    expect(() => addWorkdays(published, start, 0.5)).toThrow(RangeError);
  });

  it('is provisional as soon as one year has no notice', () => {
    expect(isProvisional(published, plainDate('2026-01-01'), plainDate('2026-12-31'))).toBe(false);
    expect(isProvisional(published, plainDate('2026-12-31'), plainDate('2027-01-01'))).toBe(true);
    expect(isProvisional(published, plainDate('2019-12-31'), plainDate('2020-01-02'))).toBe(true);
    const hole = workCalendar({ exceptions: [], publishedYears: [2022, 2024] });
    expect(isProvisional(hole, plainDate('2022-06-01'), plainDate('2024-06-01'))).toBe(true);
  });
});

describe('working time', () => {
  it.each([
    ['2026-02-13T08:59', false, '2026-02-13T09:00'],
    ['2026-02-13T09:00', true, '2026-02-13T09:00'],
    ['2026-02-13T17:59', true, '2026-02-13T17:59'],
    ['2026-02-13T18:00', false, '2026-02-14T09:00'],
    ['2026-02-14T12:00', true, '2026-02-14T12:00'],
    ['2026-02-14T20:00', false, '2026-02-24T09:00'],
    ['2026-02-16T10:00', false, '2026-02-24T09:00'],
    ['2026-10-01T00:00', false, '2026-10-08T09:00'],
  ])('at %s is %s, and work goes on at %s', (moment, working, next) => {
    expect(isWorkingTime(published, at(moment))).toBe(working);
    expect(nextWorkingMoment(published, at(moment))).toBe(at(next));
  });

  it('comes next at the moment itself or at a start of work, with none passed over', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, moment) => {
        const next = nextWorkingMoment(calendar, moment);
        expect(isWorkingTime(calendar, next)).toBe(true);
        expect(next).toBeGreaterThanOrEqual(moment);
        if (next === moment) return;
        expect(isWorkingTime(calendar, moment)).toBe(false);
        expect(next).toBe(workStartsOn(calendar, dateOf(next)));
        expect(workdaysBetween(calendar, addDays(dateOf(moment), 1), dateOf(next))).toBe(0);
      }),
    );
  });
});

describe('working hours', () => {
  const winter = workCalendar({
    exceptions: [],
    publishedYears: [2026],
    laterHours: [
      { from: plainDate('2026-05-01'), startsAt: '08:30', endsAt: '18:30' },
      { from: plainDate('2026-10-01'), startsAt: '09:00', endsAt: '17:30' },
    ],
  });

  it.each([
    ['2026-04-30', '09:00', '18:00'],
    ['2026-05-01', '08:30', '18:30'],
    ['2026-09-30', '08:30', '18:30'],
    ['2026-10-01', '09:00', '17:30'],
  ])('of %s are from %s to %s', (day, start, end) => {
    expect(workStartsOn(winter, plainDate(day))).toBe(at(`${day}T${start}`));
    expect(workEndsOn(winter, plainDate(day))).toBe(at(`${day}T${end}`));
  });

  it('count for the day itself, whenever it is asked: work goes on next morning at that morning’s hour', () => {
    expect(isWorkingTime(winter, at('2026-05-01T08:45'))).toBe(true);
    expect(isWorkingTime(winter, at('2026-04-30T18:10'))).toBe(false);
    expect(nextWorkingMoment(winter, at('2026-04-30T18:00'))).toBe(at('2026-05-01T08:30'));
  });

  it('are an hour at least and end after they start', () => {
    expect(validateWorkHours({ startsAt: '09:00', endsAt: '10:00' }).ok).toBe(true);
    for (const endsAt of ['09:59', '09:00', '08:00'])
      expect(validateWorkHours({ startsAt: '09:00', endsAt })).toMatchObject({
        refusal: { code: 'calendar.hours_too_short', args: { field: 'definition.endsAt' } },
      });
  });
});

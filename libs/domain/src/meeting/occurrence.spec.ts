import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate, anyInstant } from '../../../../test/support/arbitrary-calendar.js';
import {
  addDays,
  addWorkdays,
  dateOf,
  daysBetween,
  formatInstant,
  instantAt,
  isWorkday,
  parseInstant,
  plainDate,
  publishedCalendar,
  sameOrNextWorkday,
  weekdayOf,
  workCalendar,
  yearOf,
} from '../calendar/index.js';
import type { Weekday, WorkCalendar } from '../calendar/index.js';
import { nextOccurrenceOpenAt, occurrenceOn, occurrences } from './occurrence.js';
import { DEFAULT_APPROVAL, DEFAULT_CUT_OFF } from './series.js';
import type { MeetingRule, Occurrence } from './series.js';

const published = publishedCalendar();
const at = (text: string) => parseInstant(`${text}+08:00`) ?? (Number.NaN as never);
const on = (weekday: Weekday, beganOn = '2025-01-01'): MeetingRule => ({
  weekday,
  startsAt: '09:30',
  beganOn: plainDate(beganOn),
  cutOff: DEFAULT_CUT_OFF,
  approval: DEFAULT_APPROVAL,
});
const [mondays, thursdays] = [on(1), on(4)];
const held = (rule: MeetingRule, from: string, to: string): Occurrence[] =>
  occurrences(rule, published, plainDate(from), plainDate(to));

const anyRule: fc.Arbitrary<MeetingRule> = fc
  .tuple(fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7), anyDate)
  .map(([weekday, beganOn]) => on(weekday, beganOn));

describe('a weekly meeting', () => {
  it('moves from a holiday to the next workday, and its cut-off with it', () => {
    expect(held(mondays, '2026-10-01', '2026-10-11')).toEqual([
      {
        // The 40th Monday of the year; those of 16 and 23 February became one.
        number: 39,
        year: 2026,
        on: '2026-10-08',
        startsAt: at('2026-10-08T09:30'),
        cutOffAt: at('2026-09-29T18:00'),
        approvalDueAt: at('2026-09-30T18:00'),
        movedFrom: '2026-10-05',
        nominalDays: ['2026-10-05'],
        provisional: false,
      },
    ]);
  });

  it('stays on its weekday otherwise', () => {
    const [first, second] = held(mondays, '2026-10-12', '2026-10-20');
    expect([first?.on, first?.movedFrom, first?.number]).toEqual(['2026-10-12', null, 40]);
    // Saturday 10-10 is worked, so two workdays before Monday 10-12 is Friday 10-09.
    expect(formatInstant(first?.cutOffAt ?? at(''))).toBe('2026-10-09T18:00:00+08:00');
    expect([second?.on, second?.number]).toEqual(['2026-10-19', 41]);
  });

  it('becomes one with another of its series that falls on the same day, and no number is skipped', () => {
    const spring = held(mondays, '2026-02-01', '2026-03-02');
    expect(spring.map((meeting) => [meeting.number, meeting.on, meeting.movedFrom])).toEqual([
      [5, '2026-02-02', null],
      [6, '2026-02-09', null],
      [7, '2026-02-24', '2026-02-16'],
      [8, '2026-03-02', null],
    ]);
    expect(spring[2]?.nominalDays).toEqual(['2026-02-16', '2026-02-23']);
    expect(formatInstant(spring[2]?.cutOffAt ?? at(''))).toBe('2026-02-13T18:00:00+08:00');
  });

  it('also says so when the second of the two days is the day held', () => {
    // Thursday 10-01 moves to 10-08, itself a Thursday of the series.
    expect(occurrenceOn(thursdays, published, plainDate('2026-10-08'))).toMatchObject({
      movedFrom: '2026-10-01',
      nominalDays: ['2026-10-01', '2026-10-08'],
    });
  });

  it('may be held on a make-up Sunday and open the year', () => {
    const [first, second] = held(thursdays, '2026-01-01', '2026-01-08');
    expect(first).toMatchObject({ number: 1, year: 2026, on: '2026-01-04', movedFrom: '2026-01-01' });
    expect(second).toMatchObject({ number: 2, on: '2026-01-08', movedFrom: null });
  });

  it('counts in the year it is held in, not the year it was due in', () => {
    // A series on Saturdays moves nearly every week; Saturday 2022-12-31 was a holiday, and so was Monday 2023-01-02.
    const saturdays = on(6, '2022-01-01');
    expect(held(saturdays, '2022-12-27', '2023-01-10').map((m) => [m.year, m.number, m.on, m.nominalDays])).toEqual([
      [2023, 1, '2023-01-03', ['2022-12-31']],
      [2023, 2, '2023-01-09', ['2023-01-07']],
    ]);
    expect(held(saturdays, '2022-12-20', '2022-12-26')).toMatchObject([{ year: 2022, on: '2022-12-26' }]);
  });

  it('counts from the day the series began', () => {
    expect(held(mondays, '2024-01-01', '2025-01-13').map((m) => [m.number, m.on])).toEqual([
      [1, '2025-01-06'],
      [2, '2025-01-13'],
    ]);
    expect(held(on(1, '2026-02-17'), '2026-01-01', '2026-03-02')).toMatchObject([
      { number: 1, on: '2026-02-24', movedFrom: '2026-02-23', nominalDays: ['2026-02-23'] },
      { number: 2, on: '2026-03-02' },
    ]);
  });

  it('is provisional when it or its cut-off rests on a year without a notice', () => {
    const provisional = (day: string) => occurrenceOn(mondays, published, plainDate(day))?.provisional;
    expect(provisional('2026-12-28')).toBe(false);
    expect(provisional('2027-01-04')).toBe(true);
    const from2025 = workCalendar({ exceptions: published.exceptions.values(), publishedYears: [2026] });
    expect(occurrenceOn(mondays, from2025, plainDate('2026-01-05'))?.provisional).toBe(true);
    expect(occurrenceOn(mondays, from2025, plainDate('2026-01-12'))?.provisional).toBe(false);
  });

  it('is none on other days, and none in an empty stretch', () => {
    expect(occurrenceOn(mondays, published, plainDate('2026-10-05'))).toBeUndefined();
    expect(occurrenceOn(mondays, published, plainDate('2026-10-09'))).toBeUndefined();
    expect(held(mondays, '2026-03-09', '2026-03-02')).toEqual([]);
  });

  it('costs a year, not the age of the series', () => {
    let lookUps = 0;
    const counting: WorkCalendar = {
      ...published,
      exceptions: new (class extends Map {
        override get(): undefined {
          lookUps += 1;
          return undefined;
        }
      })(),
    };
    expect(occurrences(on(1, '1990-01-01'), counting, plainDate('2030-12-20'), plainDate('2030-12-31'))).toHaveLength(
      2,
    );
    expect(lookUps).toBeLessThan(200);
  });
});

describe('the next meeting that is still open', () => {
  it('takes what is filed at the very moment of the cut-off, and nothing later', () => {
    const cutOff = at('2026-09-29T18:00');
    expect(nextOccurrenceOpenAt(mondays, published, cutOff).on).toBe('2026-10-08');
    expect(nextOccurrenceOpenAt(mondays, published, (cutOff + 1) as typeof cutOff).on).toBe('2026-10-12');
  });

  it('is the first of all for a series that has not begun', () => {
    expect(nextOccurrenceOpenAt(mondays, published, at('2024-06-01T10:00'))).toMatchObject({
      number: 1,
      on: '2025-01-06',
    });
  });

  it('is looked for beyond a long shutdown', () => {
    const shut = workCalendar({
      exceptions: Array.from({ length: 90 }, (_, n) => ({
        date: addDays(plainDate('2026-03-01'), n),
        kind: 'holiday',
        name: '停工',
      })),
      publishedYears: [2026],
    });
    // Two workdays before Monday 06-01 is Thursday 02-26: the shutdown lies between.
    const lastMoment = at('2026-02-26T18:00');
    expect(nextOccurrenceOpenAt(mondays, shut, lastMoment)).toMatchObject({
      on: '2026-06-01',
      movedFrom: '2026-03-02',
    });
    expect(nextOccurrenceOpenAt(mondays, shut, (lastMoment + 1) as typeof lastMoment)).toMatchObject({
      on: '2026-06-08',
      movedFrom: null,
    });
  });

  it('is open, and none before it is', () => {
    fc.assert(
      fc.property(anyRule, anyCalendar, anyInstant, (rule, calendar, moment) => {
        const next = nextOccurrenceOpenAt(rule, calendar, moment);
        expect(next.cutOffAt).toBeGreaterThanOrEqual(moment);
        const earlier = occurrences(rule, calendar, rule.beganOn, addDays(next.on, -1));
        for (const meeting of earlier) expect(meeting.cutOffAt).toBeLessThan(moment);
        expect(occurrenceOn(rule, calendar, next.on)).toEqual(next);
      }),
    );
  });
});

describe('every series', () => {
  const anyYears = fc.integer({ min: 30, max: 600 });

  it('meets on workdays, day after day later, with cut-off before approval before start', () => {
    fc.assert(
      fc.property(anyRule, anyCalendar, anyYears, (rule, calendar, days) => {
        const all = occurrences(rule, calendar, rule.beganOn, addDays(rule.beganOn, days));
        all.forEach((meeting, index) => {
          expect(isWorkday(calendar, meeting.on)).toBe(true);
          expect(meeting.on > (all[index - 1]?.on ?? '')).toBe(true);
          expect(meeting.cutOffAt).toBe(instantAt(addWorkdays(calendar, meeting.on, -2), '18:00'));
          expect(meeting.approvalDueAt).toBe(instantAt(addWorkdays(calendar, meeting.on, -1), '18:00'));
          expect(meeting.cutOffAt).toBeLessThan(meeting.approvalDueAt);
          expect(meeting.approvalDueAt).toBeLessThan(meeting.startsAt);
          expect(dateOf(meeting.startsAt)).toBe(meeting.on);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('serves every nominal day since it began exactly once, on the first workday from it', () => {
    fc.assert(
      fc.property(anyRule, anyCalendar, anyYears, (rule, calendar, days) => {
        const last = addDays(rule.beganOn, days);
        const served = occurrences(rule, calendar, rule.beganOn, last).flatMap((meeting) =>
          meeting.nominalDays.map((nominal) => [nominal, meeting.on]),
        );
        const expected = Array.from({ length: daysBetween(rule.beganOn, last) + 1 }, (_, n) => addDays(rule.beganOn, n))
          .filter((date) => weekdayOf(date) === rule.weekday)
          .map((date) => [date, sameOrNextWorkday(calendar, date)])
          .filter(([, dayHeld]) => dayHeld !== undefined && dayHeld <= last);
        expect(served).toEqual(expected);
      }),
    );
  });

  it('numbers its meetings from 1 without a gap in each year', () => {
    fc.assert(
      fc.property(anyRule, anyCalendar, anyYears, (rule, calendar, days) => {
        const perYear = new Map<number, number>();
        for (const meeting of occurrences(rule, calendar, rule.beganOn, addDays(rule.beganOn, days))) {
          expect(meeting.year).toBe(yearOf(meeting.on));
          const number = (perYear.get(meeting.year) ?? 0) + 1;
          expect(meeting.number).toBe(number);
          perYear.set(meeting.year, number);
        }
      }),
    );
  });

  it('is not held on nominal days that were called off, and the numbers close up', () => {
    const anyOff = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 10 });
    fc.assert(
      fc.property(anyRule, anyCalendar, anyOff, (rule, calendar, weeks) => {
        const last = addDays(rule.beganOn, 420);
        const plain = occurrences(rule, calendar, rule.beganOn, last);
        const first = plain[0]?.nominalDays[0];
        const calledOff = first === undefined ? [] : weeks.map((week) => addDays(first, 7 * week));
        const left = occurrences({ ...rule, calledOff }, calendar, rule.beganOn, last);
        const stays = plain
          .map((meeting) => ({
            ...meeting,
            nominalDays: meeting.nominalDays.filter((day) => !calledOff.includes(day)),
          }))
          .filter(({ nominalDays }) => nominalDays.length > 0);
        expect(left.map(({ on, nominalDays }) => [on, nominalDays])).toEqual(
          stays.map(({ on, nominalDays }) => [on, nominalDays]),
        );
        const perYear = new Map<number, number>();
        for (const { year, number } of left) {
          expect(number).toBe((perYear.get(year) ?? 0) + 1);
          perYear.set(year, number);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answers a part of a stretch with the same meetings as the whole', () => {
    const anyPart = fc.tuple(fc.integer({ min: -40, max: 900 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(anyRule, anyCalendar, anyPart, (rule, calendar, [offset, length]) => {
        const from = addDays(rule.beganOn, offset);
        const to = addDays(from, length);
        const whole = occurrences(rule, calendar, rule.beganOn, addDays(rule.beganOn, 1400));
        const part = whole.filter((meeting) => meeting.on >= from && meeting.on <= to);
        expect(occurrences(rule, calendar, from, to)).toEqual(part);
      }),
    );
  });
});

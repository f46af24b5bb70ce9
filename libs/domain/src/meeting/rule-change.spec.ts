import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate } from '../../../../test/support/arbitrary-calendar.js';
import {
  addDays,
  formatInstant,
  instantAt,
  isWorkday,
  plainDate,
  publishedCalendar,
  sameOrNextWorkday,
  weekdayOf,
  yearOf,
  type Weekday,
} from '../calendar/index.js';
import { occurrences } from './occurrence.js';
import { replan } from './replanning.js';
import {
  DEFAULT_APPROVAL,
  DEFAULT_CUT_OFF,
  changedFrom,
  timesOn,
  validateMeetingTimes,
  type MeetingRule,
  type MeetingTimes,
} from './series.js';

const published = publishedCalendar();
const day = plainDate;
const times = (weekday: Weekday, startsAt = '09:00'): MeetingTimes => ({
  weekday,
  startsAt,
  cutOff: DEFAULT_CUT_OFF,
  approval: DEFAULT_APPROVAL,
});
const mondays: MeetingRule = { ...times(1), beganOn: day('2026-01-01') };
const held = (rule: MeetingRule, from: string, to: string) =>
  occurrences(rule, published, day(from), day(to)).map((each) => [
    each.number,
    formatInstant(each.startsAt).slice(0, 16),
  ]);

describe('a rule that changes on a day', () => {
  it('holds its nominal days before that day by the old times, from it by the new, and numbers go on', () => {
    const wednesdays = changedFrom(mondays, times(3, '14:30'), day('2026-03-16'));
    expect(held(wednesdays, '2026-03-02', '2026-03-27')).toEqual([
      [8, '2026-03-02T09:00'],
      [9, '2026-03-09T09:00'],
      [10, '2026-03-18T14:30'],
      [11, '2026-03-25T14:30'],
    ]);
  });

  it('in the middle of a week gives that week the meetings that both rules give it', () => {
    expect(held(changedFrom(mondays, times(5), day('2026-03-11')), '2026-03-09', '2026-03-20')).toEqual([
      [9, '2026-03-09T09:00'],
      [10, '2026-03-13T09:00'],
      [11, '2026-03-20T09:00'],
    ]);
    const fridays: MeetingRule = { ...times(5), beganOn: day('2026-01-01') };
    expect(held(changedFrom(fridays, times(1), day('2026-03-11')), '2026-03-09', '2026-03-20')).toEqual([
      [11, '2026-03-16T09:00'],
    ]);
  });

  it('takes the newer times where an old and a new day become one meeting', () => {
    // Monday 16 and Tuesday 17 February 2026 lie in the Spring Festival: both are held on Tuesday the 24th.
    const changed = changedFrom(mondays, times(2, '15:00'), day('2026-02-17'));
    const [only, next] = occurrences(changed, published, day('2026-02-14'), day('2026-03-03'));
    expect(only).toMatchObject({ on: '2026-02-24', nominalDays: ['2026-02-16', '2026-02-17', '2026-02-24'] });
    expect(formatInstant(only!.startsAt)).toBe('2026-02-24T15:00:00+08:00');
    expect(next).toMatchObject({ on: '2026-03-03', number: only!.number + 1 });
  });

  it('overtakes what was to change later, and is no change when it says what holds anyway', () => {
    const later = changedFrom(mondays, times(4), day('2026-05-01'));
    expect(changedFrom(later, times(2), day('2026-04-01')).changes).toEqual([{ ...times(2), from: '2026-04-01' }]);
    expect(changedFrom(later, times(1), day('2026-04-01')).changes).toEqual([]);
    expect(changedFrom(later, times(4), day('2026-06-01')).changes).toHaveLength(1);
  });

  it('serves every nominal day once, on a workday, with numbers without a gap', () => {
    const anyTimes = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7).map((weekday) => times(weekday));
    fc.assert(
      fc.property(
        anyCalendar,
        anyDate,
        fc.array(fc.tuple(anyTimes, fc.nat(200)), { maxLength: 4 }),
        (calendar, beganOn, steps) => {
          let rule: MeetingRule = { ...times(1), beganOn };
          for (const [step, after] of steps) rule = changedFrom(rule, step, addDays(beganOn, after));
          const found = occurrences(rule, calendar, beganOn, addDays(beganOn, 260));
          const wanted: string[] = [];
          for (let date = beganOn; date <= addDays(beganOn, 260); date = addDays(date, 1))
            if (
              timesOn(rule, date).weekday === weekdayOf(date) &&
              sameOrNextWorkday(calendar, date) <= addDays(beganOn, 260)
            )
              wanted.push(date);
          expect(found.flatMap(({ nominalDays }) => nominalDays)).toEqual(wanted);
          found.forEach((meeting, index) => {
            expect(isWorkday(calendar, meeting.on)).toBe(true);
            const before = found[index - 1];
            if (before && yearOf(before.on) === yearOf(meeting.on)) expect(meeting.number).toBe(before.number + 1);
          });
        },
      ),
    );
  });
});

describe('announced meetings under a changed rule', () => {
  const now = instantAt(day('2026-03-04'), '10:00');
  const announced = occurrences(mondays, published, day('2026-03-05'), day('2026-03-20')).map((meeting) => ({
    meetingId: meeting.nominalDays[0]!,
    ...meeting,
  }));
  const moved = (rule: MeetingRule) =>
    replan(announced, rule, published, now).map(({ meetingId, to, absorbs }) => [meetingId, to.on, ...absorbs]);

  it('are held in the same week on the new weekday', () => {
    expect(moved(changedFrom(mondays, times(4), day('2026-03-05')))).toEqual([
      ['2026-03-09', '2026-03-12'],
      ['2026-03-16', '2026-03-19'],
    ]);
  });

  it('before the change stay; at another hour they keep their day', () => {
    expect(moved(changedFrom(mondays, times(4), day('2026-03-16')))).toEqual([
      ['2026-03-09', '2026-03-09'],
      ['2026-03-16', '2026-03-19'],
    ]);
    const [first] = replan(announced, changedFrom(mondays, times(1, '10:30'), day('2026-03-05')), published, now);
    expect(formatInstant(first!.to.startsAt)).toBe('2026-03-09T10:30:00+08:00');
  });

  it('whose week has none any more join the next one, with their agenda', () => {
    const fridays: MeetingRule = { ...times(5), beganOn: day('2026-01-01') };
    const both = occurrences(fridays, published, day('2026-03-13'), day('2026-03-20')).map((meeting) => ({
      meetingId: meeting.nominalDays[0]!,
      ...meeting,
    }));
    const changed = changedFrom(fridays, times(1), day('2026-03-11'));
    expect(replan(both, changed, published, now)).toMatchObject([
      { meetingId: '2026-03-13', to: { on: '2026-03-16' }, absorbs: ['2026-03-20'] },
    ]);
  });
});

describe('the times of a meeting', () => {
  const check = (change: Partial<MeetingTimes>) => {
    const result = validateMeetingTimes({ ...times(1), ...change }, 'definition.series.0');
    return result.ok ? 'ok' : [result.refusal.code, result.refusal.args.field];
  };

  it.each([
    [{}, 'ok'],
    [{ approval: { workdaysBefore: 0, at: '08:00' } }, 'ok'],
    [{ cutOff: { workdaysBefore: 1, at: '17:59' } }, 'ok'],
    [{ cutOff: { workdaysBefore: 1, at: '18:00' } }, ['series.cut_off_after_approval', 'definition.series.0.cutOff']],
    [{ cutOff: { workdaysBefore: 0, at: '08:00' } }, ['series.cut_off_after_approval', 'definition.series.0.cutOff']],
    [{ approval: { workdaysBefore: 0, at: '09:00' } }, ['series.approval_after_start', 'definition.series.0.approval']],
    [
      { cutOff: { workdaysBefore: -1, at: '09:00' } },
      ['series.bad_lead_time', 'definition.series.0.cutOff.workdaysBefore'],
    ],
    [
      { approval: { workdaysBefore: 0.5, at: '09:00' } },
      ['series.bad_lead_time', 'definition.series.0.approval.workdaysBefore'],
    ],
  ])('%j: %j', (change, answer) => {
    expect(check(change)).toEqual(answer);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  formatInstant,
  instantAt,
  plainDate,
  publishedExceptions,
  workCalendar,
  type CalendarException,
} from '../calendar/index.js';
import { occurrences } from './occurrence.js';
import { replan } from './replanning.js';
import { DEFAULT_APPROVAL, DEFAULT_CUT_OFF, type MeetingRule } from './series.js';

const rule: MeetingRule = {
  weekday: 1,
  startsAt: '09:00',
  beganOn: plainDate('2025-01-01'),
  cutOff: DEFAULT_CUT_OFF,
  approval: DEFAULT_APPROVAL,
};
const day = (date: string, kind: CalendarException['kind']): CalendarException => ({
  date: plainDate(date),
  kind,
  name: 'amended',
});
const calendarWith = (...days: CalendarException[]) =>
  workCalendar({ exceptions: [...publishedExceptions(2026), ...days], publishedYears: [2026] });
const plain = calendarWith();
const announce = (from: string, to: string, calendar = plain) =>
  occurrences(rule, calendar, plainDate(from), plainDate(to)).map((meeting) => ({
    meetingId: meeting.nominalDays[0]!,
    ...meeting,
  }));
const now = instantAt(plainDate('2026-03-04'), '10:00');

describe('announced meetings under another calendar', () => {
  it('stay where they were when nothing changed', () => {
    const meetings = announce('2026-03-05', '2026-05-01');
    expect(replan(meetings, rule, plain, now)).toEqual(
      meetings.map(({ meetingId, ...to }) => ({ meetingId, to, absorbs: [] })),
    );
  });

  it('move to the next workday with their cut-off', () => {
    const [moved, next] = replan(
      announce('2026-03-05', '2026-03-20'),
      rule,
      calendarWith(day('2026-03-09', 'holiday')),
      now,
    );
    expect([moved!.to.on, moved!.to.movedFrom, formatInstant(moved!.to.cutOffAt)]).toEqual([
      '2026-03-10',
      '2026-03-09',
      '2026-03-05T18:00:00+08:00',
    ]);
    expect([next!.to.on, next!.to.number]).toEqual(['2026-03-16', 10]);
  });

  it('become one where they fall together, and the numbers after them close up', () => {
    const week = ['09', '10', '11', '12', '13'].map((each) => day(`2026-03-${each}`, 'holiday'));
    const [one, next] = replan(announce('2026-03-05', '2026-03-27'), rule, calendarWith(...week), now);
    expect(one).toMatchObject({ meetingId: '2026-03-16', absorbs: ['2026-03-09'] });
    expect([one!.to.on, one!.to.nominalDays, one!.to.number]).toEqual(['2026-03-16', ['2026-03-09', '2026-03-16'], 9]);
    expect([next!.meetingId, next!.to.number]).toEqual(['2026-03-23', 10]);
  });

  it('go back to their day when a holiday is taken back', () => {
    const meetings = announce('2026-03-05', '2026-03-12', calendarWith(day('2026-03-09', 'holiday')));
    expect(meetings[0]!.on).toBe('2026-03-10');
    expect(replan(meetings, rule, plain, now)[0]!.to).toMatchObject({ on: '2026-03-09', movedFrom: null });
  });

  it('never go back to a day on which they would have begun already', () => {
    const meetings = announce('2026-03-05', '2026-03-12', calendarWith(day('2026-03-09', 'holiday')));
    expect(replan(meetings, rule, plain, instantAt(plainDate('2026-03-09'), '09:00'))).toEqual([]);
    expect(replan([], rule, plain, now)).toEqual([]);
  });

  it('are, whatever days are amended, exactly the occurrences that will be, each announced one in one of them', () => {
    const amended = fc.uniqueArray(fc.integer({ min: 0, max: 70 }), { maxLength: 25 });
    fc.assert(
      fc.property(amended, (offsets) => {
        const start = plainDate('2026-03-05');
        const calendar = calendarWith(...offsets.map((offset) => day(addDays(start, offset), 'holiday')));
        const meetings = announce('2026-03-05', '2026-04-24');
        const replanned = replan(meetings, rule, calendar, now);
        const kept = replanned.flatMap(({ meetingId, absorbs }) => [meetingId, ...absorbs]);
        expect(kept.toSorted()).toEqual(meetings.map(({ meetingId }) => meetingId).toSorted());
        expect(new Set(replanned.map(({ to }) => to.on)).size).toBe(replanned.length);
        const brute = occurrences(rule, calendar, start, addDays(start, 150));
        for (const { meetingId, absorbs, to } of replanned) {
          expect(brute).toContainEqual(to);
          expect(to.nominalDays).toEqual(expect.arrayContaining([meetingId, ...absorbs]));
        }
      }),
      { numRuns: 200 },
    );
  });
});

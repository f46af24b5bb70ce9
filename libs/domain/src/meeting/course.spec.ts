import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, formatInstant, instantAt, parseInstant, plainDate } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import type { Result } from '../refusal.js';
import { dayOverAt, decideMeeting, locksAt, pendingMeetingTimers } from './course.js';
import type { MeetingCourse, MeetingEvent, MeetingStep, OpenedMeetingState } from './course.js';

const at = (text: string) => parseInstant(`${text}+08:00`) ?? (Number.NaN as never);
const opened: MeetingCourse = {
  state: 'agendaOpen',
  heldOn: plainDate('2026-10-08'),
  startsAt: at('2026-10-08T09:00'),
  cutOffAt: at('2026-09-29T18:00'),
  approvalDueAt: at('2026-09-30T18:00'),
  approvedAt: null,
  startedAt: null,
  endedAt: null,
  current: null,
};
const inState = (state: OpenedMeetingState, over: Partial<MeetingCourse> = {}): MeetingCourse => ({
  ...opened,
  state,
  ...over,
});
const value = (result: Result<MeetingStep>): MeetingStep => {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};
const code = (result: Result<MeetingStep>) => (result.ok ? 'ok' : result.refusal.code);

describe('the way of a meeting', () => {
  it('is open, locked, in session, minutes in draft, published, each by its moment or act', () => {
    const way: [string, MeetingEvent, OpenedMeetingState, string[]][] = [
      ['2026-09-29T18:01', { type: 'cutOffReached' }, 'agendaLocked', ['fixAgenda']],
      ['2026-09-30T18:00', { type: 'approvalDue' }, 'agendaLocked', ['remindChair']],
      ['2026-09-30T19:00', { type: 'approve' }, 'agendaLocked', []],
      ['2026-10-08T09:02', { type: 'start' }, 'inSession', []],
      ['2026-10-08T09:03', { type: 'turnTo', itemId: 'i1' }, 'inSession', []],
      ['2026-10-08T10:30', { type: 'end' }, 'minutesDraft', ['takeEffect']],
      ['2026-10-08T16:00', { type: 'publish' }, 'published', ['freezeMinutes']],
      ['2026-10-09T16:00', { type: 'correct' }, 'published', ['reopenMinutes']],
      ['2026-10-09T17:00', { type: 'publish' }, 'published', ['freezeMinutes']],
    ];
    let course = opened;
    for (const [moment, event, state, effects] of way) {
      const step = value(decideMeeting(course, event, at(moment)));
      expect([step.course.state, step.effects, step.stale]).toEqual([state, effects, false]);
      course = step.course;
    }
    expect(course).toMatchObject({
      approvedAt: at('2026-09-30T19:00'),
      startedAt: at('2026-10-08T09:02'),
      endedAt: at('2026-10-08T10:30'),
      current: null,
    });
  });

  it('waits for the alarms of its state, and after an approval not for that one', () => {
    const waits = (course: MeetingCourse) =>
      pendingMeetingTimers(course).map(({ kind, dueAt }) => [kind, formatInstant(dueAt).slice(0, 16)]);
    expect(waits(opened)).toEqual([
      ['meeting.cut-off', '2026-09-29T18:01'],
      ['meeting.passed', '2026-10-09T00:00'],
    ]);
    expect(waits(inState('agendaLocked'))).toEqual([
      ['meeting.approval', '2026-09-30T18:00'],
      ['meeting.passed', '2026-10-09T00:00'],
    ]);
    expect(waits(inState('agendaLocked', { approvedAt: opened.cutOffAt }))).toHaveLength(1);
    expect(waits(inState('inSession'))).toEqual([['meeting.passed', '2026-10-09T00:00']]);
    for (const state of ['minutesDraft', 'published', 'passed', 'cancelled'] as const)
      expect(waits(inState(state))).toEqual([]);
  });

  it('is over with its day: passed when nobody held it, ended when it is still in session', () => {
    const midnight = at('2026-10-09T00:00');
    const over = (course: MeetingCourse) => value(decideMeeting(course, { type: 'dayOver' }, midnight));
    expect(over(opened)).toMatchObject({ course: { state: 'passed' }, effects: ['carryOver'] });
    const current = { itemId: 'i1', since: at('2026-10-08T09:00') };
    expect(over(inState('inSession', { current }))).toMatchObject({
      course: { state: 'minutesDraft', endedAt: midnight, current: null },
      effects: ['takeEffect'],
    });
    expect(over(inState('published')).stale).toBe(true);
    const early = decideMeeting(opened, { type: 'dayOver' }, (midnight - 1) as Instant);
    expect(value(early).stale).toBe(true);
  });

  it('takes an approval back when its agenda changes, unless the chair changes it', () => {
    const approved = inState('agendaLocked', { approvedAt: at('2026-09-30T10:00') });
    const now = at('2026-09-30T11:00');
    const changed = (byChair: boolean) => value(decideMeeting(approved, { type: 'changeAgenda', byChair }, now));
    expect(changed(false).course.approvedAt).toBeNull();
    expect(changed(false).timers.map(({ kind }) => kind)).toContain('meeting.approval');
    expect(changed(true).course.approvedAt).toBe(approved.approvedAt);
    expect(code(decideMeeting(approved, { type: 'approve' }, now))).toBe('meeting.already_approved');
  });

  it('begins on its day only, and is called off for a reason before it begins only', () => {
    const locked = inState('agendaLocked');
    const start = (moment: string) => decideMeeting(locked, { type: 'start' }, at(moment));
    expect(code(start('2026-10-07T23:59'))).toBe('meeting.not_on_its_day');
    expect(code(start('2026-10-08T00:00'))).toBe('ok');
    expect(code(start('2026-10-09T00:00'))).toBe('meeting.not_on_its_day');
    const cancel = (course: MeetingCourse, reason: string) =>
      decideMeeting(course, { type: 'cancel', reason }, at('2026-10-08T08:00'));
    expect(code(cancel(locked, ' '))).toBe('meeting.reason_required');
    expect(value(cancel(locked, '防汛'))).toMatchObject({ course: { state: 'cancelled' }, effects: ['handOver'] });
    expect(code(cancel(inState('inSession'), '防汛'))).toBe('meeting.wrong_state');
  });
});

describe('whatever happens to a meeting, in whatever order', () => {
  const anyEvent = fc.constantFrom<MeetingEvent>(
    { type: 'cutOffReached' },
    { type: 'approvalDue' },
    { type: 'dayOver' },
    { type: 'approve' },
    { type: 'changeAgenda', byChair: false },
    { type: 'changeAgenda', byChair: true },
    { type: 'start' },
    { type: 'turnTo', itemId: 'i1' },
    { type: 'turnTo', itemId: 'i2' },
    { type: 'turnTo', itemId: null },
    { type: 'end' },
    { type: 'publish' },
    { type: 'correct' },
    { type: 'cancel', reason: '防汛' },
  );
  const order: readonly OpenedMeetingState[] = ['agendaOpen', 'agendaLocked', 'inSession', 'minutesDraft', 'published'];
  const aWay = fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 3 * 24 * 60 })), { maxLength: 25 });

  it('it only goes forward, acts at its moments, and waits for exactly the alarms of where it is', () => {
    fc.assert(
      fc.property(aWay, (events) => {
        let course = opened;
        let now = at('2026-09-28T09:00');
        for (const [event, minutes] of events) {
          now = (now + minutes * 60_000) as Instant;
          const before = course;
          const result = decideMeeting(before, event, now);
          expect(decideMeeting(before, event, now)).toEqual(result);
          if (!result.ok) continue;
          const { course: after, timers, effects, stale } = result.value;
          expect(timers).toEqual(pendingMeetingTimers(after));
          if (stale) {
            expect([after, effects]).toEqual([before, []]);
            continue;
          }
          const over = after.state === 'passed' || after.state === 'cancelled';
          if (over) expect(['agendaOpen', 'agendaLocked']).toContain(before.state);
          else expect(order.indexOf(after.state)).toBeGreaterThanOrEqual(order.indexOf(before.state));
          if (before.state === 'passed' || before.state === 'cancelled') throw new Error('What is over moved on');
          if (after.state === 'agendaLocked' && before.state === 'agendaOpen')
            expect(now).toBeGreaterThanOrEqual(after.cutOffAt);
          if (after.startedAt !== before.startedAt) expect(dateOf(now)).toBe(after.heldOn);
          // Outcomes come into force exactly once: when the session ends.
          expect(effects.includes('takeEffect')).toBe(before.state === 'inSession' && after.state === 'minutesDraft');
          if (after.current !== null) expect(after.state).toBe('inSession');
          course = after;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('nobody is asked to approve an agenda once its meeting should have begun', () => {
    const locked = inState('agendaLocked');
    const alarm: MeetingEvent = { type: 'approvalDue' };
    expect(value(decideMeeting(locked, alarm, at('2026-10-08T08:59'))).effects).toEqual(['remindChair']);
    expect(value(decideMeeting(locked, alarm, locked.startsAt)).stale).toBe(true);
  });

  it('an alarm that rings again, or early, does nothing', () => {
    const alarms: MeetingEvent[] = [{ type: 'cutOffReached' }, { type: 'approvalDue' }, { type: 'dayOver' }];
    for (const event of alarms) {
      expect(value(decideMeeting(opened, event, instantAt(plainDate('2026-09-01'), '00:00'))).stale).toBe(true);
    }
    const locked = value(decideMeeting(opened, alarms[0]!, locksAt(opened))).course;
    expect(value(decideMeeting(locked, alarms[0]!, locksAt(opened))).stale).toBe(true);
    const passed = value(decideMeeting(locked, alarms[2]!, dayOverAt(opened))).course;
    for (const event of alarms) expect(value(decideMeeting(passed, event, dayOverAt(opened))).stale).toBe(true);
  });
});

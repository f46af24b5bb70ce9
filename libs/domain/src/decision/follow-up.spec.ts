import { describe, expect, it } from '@jest/globals';
import { addDays, plainDate, workCalendar } from '../calendar/index.js';
import {
  abroad,
  at,
  calendar,
  clock,
  coordinator,
  department,
  leader,
  office,
  otherOffice,
  principal,
} from '../ladder/cast.fixture.js';
import { chair, entriesOf, follow, handler, helper, noticesOf, recording, refusalOf, taken } from './cast.fixture.js';
import { dateAccount, dueDay, pendingAlarms } from './date.js';
import { defaultDecisionLadder, validateDecisionLadder } from './default-decision-ladder.js';
import type { DecisionCommand, Recording } from './events.js';
import type { Followed } from './followed.js';
import { followUp } from './follow-up.js';
import { overtakenDecisionRules } from './overtaking.js';
import { recordDecision } from './recording.js';
import { decisionRefusals } from './refusal-codes.js';
import type { DecisionRefusalCode } from './refusal-codes.js';
import type { Result } from '../refusal.js';
import type { DecisionState } from './types.js';

const alarms = ({ timers }: Followed) => timers.map(({ kind, dueAt }) => `${kind} ${clock(dueAt)!}`);
const claim = { type: 'claim', by: department, evidence: 'the pipe is moved' } as const;
const passed = { type: 'verify', by: coordinator, passed: true, finding: '', pauseId: 'v' } as const;
const failed = { ...passed, passed: false, finding: 'it leaks' } as const;
const ask = { type: 'requestExtension', by: department, extensionId: 'e', workdays: 2, reason: 'rain' } as const;
const grant = { type: 'decideExtension', by: coordinator, extensionId: 'e', granted: true, reason: '' } as const;
const note = { type: 'note', by: department, text: 'half of it is done' } as const;
const open = taken().decision;
const overdue = follow(open, { type: 'expired' }, '2023-03-14 18:00');

describe('a decision taken', () => {
  it('is due at the end of work of the day named, and reminds the workday before', () => {
    expect(alarms(taken())).toEqual(['decision.reminder 2023-03-13 09:00', 'decision.expiry 2023-03-14 18:00']);
    expect(taken()).toMatchObject({ agenda: 'reached', onProblem: [], decision: { version: 1, status: 'open' } });
  });

  it('tells each unit its part, and whoever has to do with it, with the morning', () => {
    expect(noticesOf(taken())).toEqual([
      'decision.assigned digest u-dept',
      'decision.assigned digest u-handling',
      'decision.assigned digest u-helping',
      'decision.assigned digest u-office',
      'decision.assigned digest leader',
    ]);
    expect(new Set(taken().notices.map(({ period }) => period)).size).toBe(1);
  });

  it('lasts to the next workday when the day named is none, over the Spring Festival too', () => {
    const sunday = taken({ dueOn: plainDate('2023-03-12') });
    expect(clock(sunday.decision.dueAt)).toBe('2023-03-13 18:00');
    // 21 to 27 January 2023 are holidays; Saturday the 28th is a make-up day.
    const festival = taken({ dueOn: plainDate('2023-01-22') }, '2023-01-16 10:00');
    expect(clock(festival.decision.dueAt)).toBe('2023-01-28 18:00');
    const { days, due } = dateAccount(festival.decision, calendar);
    expect(due).toBe('2023-01-28');
    expect(days.at(-1)).toMatchObject({ reason: 'makeUpDay', counted: true, ordinal: 5 });
  });

  it('becomes the clock of the problem that it answers', () => {
    const problem = { id: 'p1', status: 'open', filingOfficeId: 'u-office', filedBy: 'filer', answered: true } as const;
    expect(taken({ problem }).onProblem).toEqual([
      {
        type: 'decided',
        decisionId: 'd1',
        number: 'YD-2023-0001',
        dueAt: at('2023-03-14 18:00'),
        unitIds: ['u-dept', 'u-handling'],
      },
    ]);
    expect(taken({ problem: { ...problem, answered: false } }).onProblem).toEqual([]);
  });
});

describe('being late', () => {
  it('is recorded once, told to who works it off and to the coordinator, and brings it before the meeting', () => {
    expect(entriesOf(overdue)).toEqual(['overdue']);
    expect(noticesOf(overdue)).toEqual([
      'decision.expired digest u-dept',
      'decision.expired digest u-handling',
      'decision.expired digest coordinator',
    ]);
    expect(overdue.agenda).toBe('reached');
    expect(follow(overdue.decision, { type: 'expired' }, '2023-03-20 18:00').stale).toBe(true);
  });

  it('is recorded first when an act comes before its alarm', () => {
    const late = follow(open, claim, '2023-03-15 09:30');
    expect(entriesOf(late)).toEqual(['overdue', 'claimed']);
    expect(late.decision).toMatchObject({ version: 2, overdueAt: open.dueAt, status: 'claimed' });
    expect(follow(late.decision, { type: 'expired' }, '2023-03-15 09:31').stale).toBe(true);
  });

  it('reminds again by the cool-down, and goes to the principal after a week without progress', () => {
    expect(alarms(overdue)).toEqual(['decision.overdue 2023-03-16 09:00', 'decision.principal 2023-03-21 18:00']);
    const again = follow(overdue.decision, { type: 'overdueAgain' }, '2023-03-16 09:00');
    expect(noticesOf(again)).toEqual([
      'decision.overdue-again digest u-dept',
      'decision.overdue-again digest u-handling',
    ]);
    expect(alarms(again)).toEqual(['decision.overdue 2023-03-20 09:00', 'decision.principal 2023-03-21 18:00']);
    expect(follow(again.decision, { type: 'overdueAgain' }, '2023-03-16 09:00').stale).toBe(true);
    const noted = follow(again.decision, note, '2023-03-17 10:00');
    expect(alarms(noted)).toContain('decision.principal 2023-03-24 18:00');
    expect(follow(noted.decision, { type: 'principalDue' }, '2023-03-21 18:00').stale).toBe(true);
    const gone = follow(noted.decision, { type: 'principalDue' }, '2023-03-24 18:00');
    expect(noticesOf(gone)).toEqual([
      'decision.to-principal now principal',
      'decision.to-principal digest u-dept',
      'decision.to-principal digest u-handling',
      'decision.to-principal digest coordinator',
    ]);
    expect(alarms(gone)).toEqual(['decision.overdue 2023-03-20 09:00']);
  });

  it('goes to the principal after the next meeting without progress, and after the second in any case', () => {
    const monday = { type: 'meetingPassed', meetingId: 'm2' } as const;
    expect(entriesOf(follow(overdue.decision, monday, '2023-03-21 00:00'))).toEqual(['meetingPassed', 'toPrincipal']);
    const noted = follow(overdue.decision, note, '2023-03-16 10:00').decision;
    const seen = follow(noted, monday, '2023-03-21 00:00');
    expect(entriesOf(seen)).toEqual(['meetingPassed']);
    expect(follow(seen.decision, monday, '2023-03-21 00:00').stale).toBe(true);
    const second = follow(seen.decision, { type: 'meetingPassed', meetingId: 'm3' }, '2023-03-28 00:00');
    expect(entriesOf(second)).toEqual(['meetingPassed', 'toPrincipal']);
    // Words of others are no progress.
    const others = follow(overdue.decision, { ...note, by: helper }, '2023-03-16 10:00').decision;
    expect(entriesOf(follow(others, monday, '2023-03-21 00:00'))).toContain('toPrincipal');
    expect(follow(open, monday, '2023-03-10 00:00').stale).toBe(true);
  });

  it('of a decision that drives a problem is the problem’s, and tells nobody here', () => {
    const driving: DecisionState = {
      ...open,
      problem: {
        id: 'p1',
        status: 'open',
        filingOfficeId: 'u-office',
        filedBy: 'filer',
        answered: true,
        driven: true,
        claimedAt: null,
        claimedBy: null,
        claimedByUnitId: null,
      },
    };
    const late = follow(driving, { type: 'expired' }, '2023-03-14 18:00');
    expect(late.notices).toEqual([]);
    expect(late.onProblem).toEqual([{ type: 'decisionOverdue', decisionId: 'd1', number: 'YD-2023-0001' }]);
    expect(alarms(late)).toEqual(['decision.overdue 2023-03-16 09:00']);
  });
});

describe('working it off', () => {
  it('is accepted by one tap of lead or handling unit, or by the first word of how it stands', () => {
    expect(follow(open, { type: 'accept', by: handler }, '2023-03-06 11:00').decision.acceptedBy).toBe(
      'handling clerk',
    );
    expect(refusalOf(open, { type: 'accept', by: helper }, '2023-03-06 11:00')).toBe('decision.not_yours');
    expect(follow(open, note, '2023-03-06 11:00').decision.acceptedAt).not.toBeNull();
    expect(follow(open, { ...note, by: chair }, '2023-03-06 11:00').decision.acceptedAt).toBeNull();
  });

  it('is claimed, checked by the coordinator and struck off', () => {
    const claimed = follow(open, claim, '2023-03-09 10:00');
    expect(alarms(claimed)).toEqual(['decision.verification 2023-03-13 18:00']);
    expect(noticesOf(claimed)).toEqual(['decision.claimed digest coordinator']);
    expect(refusalOf(claimed.decision, { ...passed, by: department }, '2023-03-09 11:00')).toBe('decision.own_claim');
    const done = follow(claimed.decision, passed, '2023-03-10 10:00');
    expect(entriesOf(done)).toEqual(['checkPassed', 'struckOff']);
    expect(done).toMatchObject({ agenda: 'left', timers: [], decision: { status: 'struckOff', overdueAt: null } });
  });

  it('a failed check gives the days of a claim in time back, and those of a late claim not', () => {
    const claimed = follow(open, claim, '2023-03-09 10:00').decision;
    const back = follow(claimed, failed, '2023-03-13 10:00');
    // Thursday the 9th, Friday the 10th and Monday the 13th did not count.
    expect(clock(back.decision.dueAt)).toBe('2023-03-17 18:00');
    expect(back.decision).toMatchObject({ status: 'open', reopened: 1 });
    const late = follow(overdue.decision, claim, '2023-03-15 10:00').decision;
    expect(clock(follow(late, failed, '2023-03-16 10:00').decision.dueAt)).toBe('2023-03-14 18:00');
  });

  it('a failed check of a problem moves its clock first, so that what it tells names the date that holds', () => {
    const problem = {
      id: 'p1',
      status: 'claimed' as const,
      filingOfficeId: 'u-office',
      filedBy: 'x',
      answered: true,
      driven: true,
      claimedAt: at('2023-03-09 10:00'),
      claimedBy: department.personId,
      claimedByUnitId: 'u-dept',
    };
    const claimed = { ...follow(open, claim, '2023-03-09 10:00').decision, problem };
    const back = follow(claimed, { ...failed, by: office }, '2023-03-10 10:00');
    expect(back.onProblem).toMatchObject([
      { type: 'decisionMoved', dueAt: at('2023-03-16 18:00') },
      { type: 'verify', passed: false, dateIsSet: true },
    ]);
    expect(back.notices).toEqual([]);
  });

  it('more time is asked for a workday ahead, decided by coordinator or chair, and moves every alarm', () => {
    const asked = follow(open, ask, '2023-03-13 17:00').decision;
    expect(refusalOf(open, ask, '2023-03-14 09:00')).toBe('decision.extension_too_late');
    for (const by of [coordinator, chair, principal]) {
      const granted = follow(asked, { ...grant, by }, '2023-03-13 17:30');
      expect(alarms(granted)).toEqual(['decision.reminder 2023-03-15 09:00', 'decision.expiry 2023-03-16 18:00']);
    }
    expect(refusalOf(asked, { ...grant, by: leader }, '2023-03-13 17:30')).toBe('decision.not_yours');
    const fell = follow(asked, { type: 'expired' }, '2023-03-14 18:00').decision;
    expect(fell.extensions[0]!.state).toBe('refused');
  });

  it('a step takes back what asked for it', () => {
    expect(overtakenDecisionRules(follow(open, claim, '2023-03-09 10:00').entries)).toContain('decision.reminder');
    expect(overtakenDecisionRules(overdue.entries)).not.toContain('decision.expired');
  });
});

describe('the end of it', () => {
  const cancel = { type: 'cancel', by: coordinator, reason: 'the line was moved', supersededById: null } as const;

  it('cancelled or superseded it is closed and told; withdrawn in session only to who had heard of it', () => {
    expect(follow(open, cancel, '2023-03-07 10:00').decision.status).toBe('cancelled');
    const gone = follow(open, { ...cancel, supersededById: 'd2' }, '2023-03-07 10:00');
    expect(gone.decision).toMatchObject({ status: 'superseded', supersededById: 'd2' });
    expect(noticesOf(gone)).toHaveLength(5);
    const undone = { type: 'withdraw', by: coordinator } as const;
    expect(noticesOf(follow(open, undone, '2023-03-06 10:20'))).toEqual([]);
    expect(noticesOf(follow(open, undone, '2023-03-07 10:20'))).toHaveLength(5);
    const back = follow(gone.decision, { type: 'restore', by: coordinator }, '2023-03-07 10:30');
    expect(back).toMatchObject({ agenda: 'reached', decision: { status: 'open', supersededById: null } });
    expect(alarms(back)).toEqual(alarms(taken()));
  });

  it('a moved calendar moves the date, and one that has gone by stays', () => {
    const amended = workCalendar({
      exceptions: [{ date: plainDate('2023-03-14'), kind: 'holiday', name: '停工' }],
      publishedYears: [2023],
    });
    const moved = followUp(open, { type: 'calendarChanged' }, amended, at('2023-03-08 10:00'));
    expect(moved.ok && clock(moved.value.decision.dueAt)).toBe('2023-03-15 18:00');
    const late = followUp(overdue.decision, { type: 'calendarChanged' }, amended, at('2023-03-15 10:00'));
    expect(late.ok && late.value.stale).toBe(true);
  });
});

/** One way to hear each refusal. A code without one does not compile; a code that comes out otherwise fails below. */
const of =
  (decision: DecisionState, command: DecisionCommand, when = '2023-03-07 10:00') =>
  (): Result<unknown> =>
    followUp(decision, command, calendar, at(when));
const decided = (changes: Partial<Recording>) => (): Result<unknown> =>
  recordDecision({ ...recording, ...changes }, defaultDecisionLadder, calendar, at('2023-03-06 10:00'));
const claimedNow = follow(open, claim, '2023-03-07 09:00').decision;
const asked = follow(open, ask, '2023-03-07 09:00').decision;
const full = [1, 2, 3, 4, 5, 6].reduce((decision, n) => {
  const more = follow(decision, { ...ask, extensionId: `e${n}`, workdays: 10 }, '2023-03-07 09:00').decision;
  return follow(more, { ...grant, extensionId: `e${n}` }, '2023-03-07 09:00').decision;
}, open);
const byCoordination = taken({ leadUnitId: 'u-coordination' }).decision;
const cancelled = follow(
  open,
  { type: 'cancel', by: coordinator, reason: 'x', supersededById: null },
  '2023-03-07 09:00',
).decision;

const ways: Record<DecisionRefusalCode, () => Result<unknown>> = {
  'decision.not_yours': of(open, { type: 'accept', by: otherOffice }),
  'decision.already_closed': of(cancelled, { type: 'accept', by: department }),
  'decision.already_claimed': of(claimedNow, { type: 'accept', by: department }),
  'decision.not_claimed': of(open, passed),
  'decision.already_accepted': of(follow(open, { type: 'accept', by: department }, '2023-03-07 09:00').decision, {
    type: 'accept',
    by: handler,
  }),
  'decision.text_required': decided({ text: ' ' }),
  'decision.evidence_required': of(open, { ...claim, evidence: '' }),
  'decision.finding_required': of(claimedNow, { ...failed, finding: '' }),
  'decision.reason_required': of(open, { ...ask, reason: '' }),
  'decision.own_claim': of(claimedNow, { ...passed, by: department }),
  'decision.own_request': of(follow(byCoordination, { ...ask, by: coordinator }, '2023-03-07 09:00').decision, grant),
  'decision.unit_named_twice': decided({ assistingUnitIds: ['u-dept'] }),
  'decision.due_in_past': decided({ dueOn: plainDate('2023-03-05') }),
  'decision.due_too_far': decided({ dueOn: addDays(plainDate('2025-03-07'), 2) }),
  'decision.problem_closed': decided({
    problem: { id: 'p', status: 'merged', filingOfficeId: 'u-office', filedBy: 'x', answered: true },
  }),
  'decision.extension_out_of_range': of(open, { ...ask, workdays: 0 }),
  'decision.extension_too_late': of(open, ask, '2023-03-14 09:00'),
  'decision.extension_too_long': of(full, { ...ask, extensionId: 'e9' }),
  'decision.extension_pending': of(asked, { ...ask, extensionId: 'f' }),
  'decision.extension_not_found': of(open, grant),
  'decision.extension_already_decided': of(follow(asked, grant, '2023-03-07 09:00').decision, grant),
  'decision.supersedes_itself': of(open, { type: 'cancel', by: coordinator, reason: 'x', supersededById: 'd1' }),
  'decision.not_superseded': of(cancelled, { type: 'restore', by: coordinator }),
  'decision_ladder.bad_setting': () => validateDecisionLadder({ ...defaultDecisionLadder, principalWorkdays: 0 }),
};

describe('refusals', () => {
  it.each(decisionRefusals.map(({ code }) => code))('%s can be heard', (code) => {
    const result = ways[code]();
    expect(result.ok ? 'done' : result.refusal.code).toBe(code);
  });

  it('nobody from another district, nor an office that has nothing to do with it, is let in', () => {
    expect(refusalOf(open, { ...claim, by: abroad }, '2023-03-07 10:00')).toBe('decision.not_yours');
    expect(refusalOf(open, { ...note, by: otherOffice }, '2023-03-07 10:00')).toBe('decision.not_yours');
    expect(refusalOf(open, { ...note, by: office }, '2023-03-07 10:00')).toBe('done');
  });

  it('the default ladder can be lived with, and no alarm of a fresh decision lies before it', () => {
    expect(validateDecisionLadder(defaultDecisionLadder).ok).toBe(true);
    expect(pendingAlarms(open, calendar).every(({ dueAt }) => dueAt > open.decidedAt)).toBe(true);
    expect(dueDay(open, calendar)).toBe('2023-03-14');
  });
});

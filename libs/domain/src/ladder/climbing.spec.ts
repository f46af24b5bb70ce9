import { describe, expect, it } from '@jest/globals';
import {
  act,
  at,
  calendar,
  clock,
  coordinator,
  department,
  enterprise,
  entriesOf,
  file,
  fileOnRung,
  leader,
  noticesOf,
  office,
  otherLeader,
  principal,
  refusalOf,
  timersOf,
} from './cast.fixture.js';
import { plainDate } from '../calendar/index.js';
import { occurrenceOf } from './clocks.js';
import { decide } from './decide.js';
import { defaultLadder } from './default-ladder.js';
import type { Decision } from './decision.js';
import { timerKinds } from './types.js';

/** Lets every alarm ring at its moment until the problem stands on the meeting's rung. */
function climbAlone(first: Decision): Decision[] {
  const story = [first];
  for (let decision = first; decision.problem.rung < 4 && story.length < 100;) {
    const next = [...decision.timers].sort((a, b) => a.dueAt - b.dueAt)[0];
    if (next === undefined) throw new Error('an open problem without an alarm');
    const result = decide(decision.problem, occurrenceOf(next.kind), defaultLadder, calendar, next.dueAt);
    if (!result.ok) throw new Error(result.refusal.code);
    decision = result.value;
    story.push(decision);
  }
  return story;
}

describe('filed on Friday 2023-01-20, before the Spring Festival', () => {
  const filed = file('2023-01-20 10:00');

  it('has its clocks run over the two make-up days', () => {
    expect(timersOf(filed)).toEqual([
      'problem.response 2023-01-28 18:00',
      'problem.reminder 2023-01-28 09:00',
      'problem.resolution 2023-01-29 18:00',
    ]);
    expect(noticesOf(filed)).toEqual(['problem.filed digest u-office', 'problem.filed digest c-1']);
  });

  it('climbs by itself, one rung at a time, to the agenda', () => {
    const story = climbAlone(filed);
    const climbs = story.filter((decision) => entriesOf(decision).includes('climbed'));
    expect(
      climbs.map(({ problem }) => [problem.rung, clock(problem.rungStartedAt), clock(problem.resolutionDueAt)]),
    ).toEqual([
      [2, '2023-01-29 18:00', '2023-02-01 18:00'],
      [3, '2023-02-01 18:00', '2023-02-06 18:00'],
      [4, '2023-02-06 18:00', null],
    ]);
    expect(climbs.map(({ agenda }) => agenda)).toEqual([null, null, 'enter']);
    const last = story.at(-1) ?? filed;
    expect(last.timers).toEqual([]);
    expect(last.problem.passages.map(({ rung, how, by, leftAt }) => [rung, how, by, clock(leftAt)])).toEqual([
      [1, 'filed', 'office clerk', '2023-01-29 18:00'],
      [2, 'expired', null, '2023-02-01 18:00'],
      [3, 'expired', null, '2023-02-06 18:00'],
      [4, 'expired', null, null],
    ]);
    expect(story.flatMap(entriesOf)).toEqual([
      ...['filed', 'reminded', 'responseLapsed', 'resolutionLapsed', 'climbed'],
      // Rung 2 begins Sunday 18:00: signature by 19:00, response and contact by Monday 18:00.
      ...['whistleSignLapsed', 'responseLapsed', 'whistleContactLapsed', 'reminded', 'resolutionLapsed', 'climbed'],
      ...['responseLapsed', 'reminded', 'resolutionLapsed', 'climbed'],
    ]);
    expect(story.map(({ problem }) => problem.version)).toEqual(story.map((_, index) => index + 1));
  });

  it('tells the new rung at once and the filer with the digest, once each', () => {
    const [first, second, third] = climbAlone(filed).filter((decision) => entriesOf(decision).includes('climbed'));
    expect(first && noticesOf(first)).toEqual([
      'problem.moved now u-dept',
      'problem.moved digest office clerk',
      'problem.moved digest u-office',
    ]);
    expect(second && noticesOf(second).slice(0, 1)).toEqual(['problem.moved now leader']);
    expect(third && noticesOf(third).slice(0, 1)).toEqual(['problem.moved now coordinator']);
    expect(first?.notices.map(({ period }) => period)).toEqual(['rung-2-r0-p2', 'rung-2-r0-p2']);
  });
});

describe('the clock', () => {
  it('does nothing before the moment, and climbs at the moment', () => {
    const { problem } = file();
    const due = '2023-03-08 18:00';
    expect(clock(problem.resolutionDueAt)).toBe(due);
    const early = act(problem, { type: 'resolutionLapsed' }, '2023-03-08 17:59');
    expect(early.stale).toBe(true);
    expect(early.problem).toBe(problem);
    expect(act(problem, { type: 'resolutionLapsed' }, due).problem.rung).toBe(2);
  });

  it('is late after downtime, and starts the next rung from when it is heard', () => {
    const { problem } = act(file().problem, { type: 'resolutionLapsed' }, '2023-03-20 11:00');
    expect([problem.rung, clock(problem.resolutionDueAt)]).toEqual([2, '2023-03-23 18:00']);
  });

  it('takes a repeated alarm for stale', () => {
    const climbed = act(file().problem, { type: 'resolutionLapsed' }, '2023-03-08 18:00').problem;
    expect(act(climbed, { type: 'resolutionLapsed' }, '2023-03-08 18:00').stale).toBe(true);
    expect(act(file().problem, { type: 'reminderDue' }, '2023-03-07 08:59').stale).toBe(true);
    const reminded = act(file().problem, { type: 'reminderDue' }, '2023-03-07 09:00');
    expect(noticesOf(reminded)).toEqual(['problem.reminder digest u-office']);
    expect(act(reminded.problem, { type: 'reminderDue' }, '2023-03-07 09:00').stale).toBe(true);
    expect(timersOf(reminded)).not.toContain('problem.reminder 2023-03-07 09:00');
  });

  it('keeps a problem with the principal, told again, and starts his clock anew', () => {
    const { problem } = act(fileOnRung(5), { type: 'accept', by: principal }, '2023-03-06 11:00');
    expect(clock(problem.resolutionDueAt)).toBe('2023-03-13 18:00');
    const lapsed = act(problem, { type: 'resolutionLapsed' }, '2023-03-13 18:00');
    expect(lapsed.problem.rung).toBe(5);
    expect(clock(lapsed.problem.resolutionDueAt)).toBe('2023-03-20 18:00');
    expect(noticesOf(lapsed)).toEqual(['problem.resolution-lapsed digest principal']);
    expect(timersOf(lapsed)).toEqual(['problem.reminder 2023-03-17 09:00', 'problem.resolution 2023-03-20 18:00']);
  });

  it('has no say on the rungs of the meeting and of the city', () => {
    for (const rung of [4, 6] as const) {
      const problem = fileOnRung(rung);
      expect(problem.resolutionDueAt).toBeNull();
      for (const kind of timerKinds) expect(act(problem, occurrenceOf(kind), '2023-12-01 10:00').stale).toBe(true);
    }
  });

  it('records a response that was missed even when the climb is heard first', () => {
    const decision = act(file().problem, { type: 'resolutionLapsed' }, '2023-03-08 18:00');
    expect(entriesOf(decision)).toEqual(['responseLapsed', 'resolutionLapsed', 'climbed']);
    expect(decision.problem.version).toBe(2);
  });

  it('gives rung 2 to the responsible department when no lead was named, and to the coordinator when none is known', () => {
    const unnamed = file('2023-03-06 10:00', { leadDepartmentId: null }).problem;
    const climbed = act(unnamed, { type: 'resolutionLapsed' }, '2023-03-08 18:00');
    expect(climbed.problem.leadDepartmentId).toBe('u-responsible');
    expect(noticesOf(climbed)).toContain('problem.moved now u-responsible');
    const orphan = file('2023-03-06 10:00', { leadDepartmentId: null, responsibleDepartmentId: null }).problem;
    expect(noticesOf(act(orphan, { type: 'resolutionLapsed' }, '2023-03-08 18:00'))).toContain(
      'problem.moved now coordinator',
    );
  });
});

describe('signing up', () => {
  const up = { type: 'signUp', reason: 'beyond us' } as const;
  const when = '2023-03-06 15:00';

  it('goes to the next rung, by who answers, with a reason', () => {
    const decision = act(file().problem, { ...up, by: office }, when);
    expect([decision.problem.rung, decision.problem.passages.at(-1)]).toEqual([
      2,
      { rung: 2, how: 'signedUp', enteredAt: at(when), leftAt: null, reason: 'beyond us', by: 'office clerk' },
    ]);
    expect(noticesOf(decision)).toEqual(['problem.moved now u-dept', 'problem.moved digest office clerk']);
    expect(refusalOf(file().problem, { ...up, by: office, reason: '  ' }, when)).toBe('problem.reason_required');
    expect(refusalOf(file().problem, { ...up, by: department }, when)).toBe('problem.not_yours');
    expect(refusalOf(file().problem, { ...up, by: enterprise }, when)).toBe('problem.not_yours');
    expect(refusalOf(file().problem, { ...up, by: otherLeader }, when)).toBe('problem.not_yours');
  });

  it('skips only on the signature of leader or coordinator, and records what was skipped', () => {
    const { problem } = file();
    expect(refusalOf(problem, { ...up, by: office, toRung: 3 }, when)).toBe('problem.no_skipping');
    const signed = act(problem, { ...up, by: leader, toRung: 4 }, when);
    expect(signed.problem.passages.map(({ rung, how, reason }) => [rung, how, reason])).toEqual([
      [1, 'filed', null],
      [2, 'skipped', 'beyond us'],
      [3, 'skipped', 'beyond us'],
      [4, 'signedUp', 'beyond us'],
    ]);
    expect(signed.agenda).toBe('enter');
    expect(refusalOf(problem, { ...up, by: leader, toRung: 5 }, when)).toBe('problem.no_skipping');
    expect(act(problem, { ...up, by: coordinator, toRung: 5 }, when).problem.rung).toBe(5);
  });

  it('leads upward and ends at the top', () => {
    const problem = fileOnRung(3);
    expect(refusalOf(problem, { ...up, by: leader, toRung: 3 }, when)).toBe('problem.not_upward');
    expect(refusalOf(problem, { ...up, by: leader, toRung: 2 }, when)).toBe('problem.not_upward');
    expect(refusalOf(fileOnRung(6), { ...up, by: coordinator }, when)).toBe('problem.top_rung');
    expect(refusalOf(problem, { ...up, by: coordinator, toRung: 7 as 6 }, when)).toBe('problem.no_such_rung');
  });

  it('is the coordinator’s from the meeting, and the principal’s from his rung', () => {
    for (const by of [office, department, leader, principal]) {
      expect(refusalOf(fileOnRung(4), { ...up, by }, when)).toBe('problem.not_yours');
    }
    const referred = act(fileOnRung(4), { ...up, by: coordinator }, when);
    expect([referred.problem.rung, referred.agenda]).toEqual([5, 'leave']);
    expect(act(fileOnRung(5), { ...up, by: principal }, when).problem.rung).toBe(6);
    expect(refusalOf(fileOnRung(5), { ...up, by: leader }, when)).toBe('problem.not_yours');
  });
});

describe('sending down', () => {
  const down = { type: 'sendDown', reason: 'can be done there' } as const;

  it('keeps the way and the filing, and starts the lower rung’s clocks afresh', () => {
    const { problem: accepted } = act(fileOnRung(3), { type: 'accept', by: leader }, '2023-03-06 11:00');
    const { problem, notices } = act(accepted, { ...down, by: leader, toRung: 2 }, '2023-03-08 09:00');
    expect([problem.rung, problem.respondedAt, clock(problem.filedAt)]).toEqual([2, null, '2023-03-06 10:00']);
    expect(problem.passages.map(({ rung, how }) => [rung, how])).toEqual([
      [1, 'filed'],
      [2, 'skipped'],
      [3, 'signedUp'],
      [2, 'sentDown'],
    ]);
    expect([clock(problem.responseDueAt), clock(problem.resolutionDueAt), clock(problem.whistleSignDueAt)]).toEqual([
      '2023-03-09 18:00',
      '2023-03-13 18:00',
      '2023-03-08 10:00',
    ]);
    expect(notices.map(({ urgency, to }) => [urgency, to])).toEqual([
      ['now', [{ unit: 'u-dept' }]],
      ['digest', [{ person: 'office clerk' }]],
    ]);
  });

  it('may name another lead department, which is then not assisting', () => {
    const event = { ...down, by: leader, toRung: 2 as const, leadDepartmentId: 'u-assist' };
    const { problem } = act(fileOnRung(3), event, '2023-03-08 09:00');
    expect([problem.leadDepartmentId, problem.assistingDepartmentIds]).toEqual(['u-assist', []]);
  });

  it('is refused upward, sideways, without reason, and to who does not answer', () => {
    const problem = fileOnRung(3);
    const when = '2023-03-07 09:00';
    expect(refusalOf(problem, { ...down, by: leader, toRung: 3 }, when)).toBe('problem.not_downward');
    expect(refusalOf(problem, { ...down, by: leader, toRung: 4 }, when)).toBe('problem.not_downward');
    expect(refusalOf(problem, { ...down, by: leader, toRung: 0 as 1 }, when)).toBe('problem.no_such_rung');
    expect(refusalOf(problem, { ...down, by: leader, toRung: 1, reason: '' }, when)).toBe('problem.reason_required');
    expect(refusalOf(problem, { ...down, by: department, toRung: 1 }, when)).toBe('problem.not_yours');
  });

  it('takes it off the agenda, or puts it back on', () => {
    const off = act(fileOnRung(4), { ...down, by: coordinator, toRung: 2 }, '2023-03-07 09:00');
    expect(off.agenda).toBe('leave');
    expect(act(fileOnRung(5), { ...down, by: principal, toRung: 4 }, '2023-03-07 09:00').agenda).toBe('enter');
  });
});

describe('times on an agenda', () => {
  const meeting = { meetingId: 'm', series: '周例会', seriesEn: 'Weekly', number: 9, on: plainDate('2023-03-13') };
  const listed = (times: number) => ({ type: 'timesOnAgendaReached', times, meeting }) as const;

  it('goes on to the principal the third time, and stays on the agenda it is on', () => {
    const once = act(fileOnRung(4), listed(1), '2023-03-08 18:00');
    const twice = act(once.problem, listed(2), '2023-03-15 18:00');
    expect([twice.problem.rung, twice.problem.timesOnAgenda, entriesOf(twice)]).toEqual([4, 2, ['onAgenda']]);
    expect(twice.entries[0]!.args).toEqual({ times: 2, ...meeting });
    expect(act(twice.problem, listed(2), '2023-03-15 18:00').stale).toBe(true);
    const third = act(twice.problem, listed(3), '2023-03-22 18:00');
    expect([third.problem.rung, third.problem.passages.at(-1)?.how, third.agenda]).toEqual([5, 'thirdTime', null]);
    expect(noticesOf(third)[0]).toBe('problem.moved now principal');
  });

  it('gives a problem that the principal sent back three more', () => {
    const third = act(fileOnRung(4), listed(3), '2023-03-22 18:00').problem;
    const back = act(
      third,
      { type: 'sendDown', by: principal, toRung: 4, reason: 'decide it' },
      '2023-03-23 10:00',
    ).problem;
    const fourth = act(back, listed(4), '2023-03-29 18:00').problem;
    expect(fourth.rung).toBe(4);
    expect(act(fourth, listed(6), '2023-04-12 18:00').problem.rung).toBe(5);
  });

  it('only counts while a claim waits for its check, and not at all elsewhere', () => {
    const claimed = act(
      fileOnRung(4),
      { type: 'claimDone', by: coordinator, evidence: 'done' },
      '2023-03-07 10:00',
    ).problem;
    const counted = act(claimed, listed(3), '2023-03-08 18:00').problem;
    expect([counted.rung, counted.timesOnAgenda]).toEqual([4, 3]);
    expect(act(fileOnRung(3), listed(1), '2023-03-08 18:00').stale).toBe(true);
  });
});

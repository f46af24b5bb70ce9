import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../access/types.js';
import type { Instant } from '../calendar/index.js';
import { addDays, dateOf } from '../calendar/index.js';
import { at, calendar, cast as ladderCast, coordinator, fileOnRung, office } from '../ladder/cast.fixture.js';
import { decide, defaultLadder, isClosed } from '../ladder/index.js';
import type { Decision, ProblemEvent, ProblemState } from '../ladder/index.js';
import { chair, handler, helper, recording } from './cast.fixture.js';
import { alarmOf, pendingAlarms } from './date.js';
import { defaultDecisionLadder } from './default-decision-ladder.js';
import type { DecisionEvent } from './events.js';
import type { Followed } from './followed.js';
import { followUp } from './follow-up.js';
import { recordDecision } from './recording.js';
import { decisionRefusals } from './refusal-codes.js';
import type { DecisionState } from './types.js';

const cast = [...ladderCast, handler, helper, chair];
const acts = ['accept', 'note', 'claim', 'verify', 'requestExtension', 'decideExtension', 'cancel'] as const;
const alarms = ['reminderDue', 'expired', 'overdueAgain', 'principalDue', 'verificationLapsed'] as const;
const doors = ['claimDone', 'verify', 'withdraw', 'reopen'] as const;

const die = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant('nextAlarm' as const) },
    { weight: 6, arbitrary: fc.constantFrom(...acts) },
    { weight: 2, arbitrary: fc.constantFrom(...alarms) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('meetingPassed' as const, 'calendarChanged' as const, 'problemMoved' as const),
    },
    { weight: 2, arbitrary: fc.constantFrom(...doors).map((door) => ({ door })) },
  ),
  by: fc.nat({ max: cast.length - 1 }),
  eager: fc.constantFrom(true, true, true, false),
  minutesLater: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 60 * 24 * 5 })),
  yes: fc.boolean(),
  rare: fc.nat({ max: 9 }),
  text: fc.constantFrom('because', 'because', 'because', ' '),
  workdays: fc.integer({ min: 0, max: 11 }),
});
type Die = typeof die extends fc.Arbitrary<infer T> ? T : never;

const story = fc.record({
  about: fc.constantFrom('problem', 'problem', 'task', 'nothing'),
  dueInDays: fc.integer({ min: 1, max: 20 }),
  dice: fc.array(die, { minLength: 15, maxLength: 45, size: 'max' }),
});

interface Step {
  readonly before: DecisionState;
  readonly event: DecisionEvent;
  readonly now: Instant;
  readonly followed: Followed | null;
  readonly code: string | null;
  readonly problem: ProblemState | null;
  readonly onProblem: readonly Decision[];
}

const strangers = ['decision.not_yours', 'decision.own_claim', 'decision.own_request'];

/** The decision with its problem as it is now: what the repository does when it loads one. */
function seen(decision: DecisionState, problem: ProblemState | null): DecisionState {
  if (problem === null) return decision;
  const { id, status, filingOfficeId, filedBy, claimedAt, claimedBy, claimedByUnitId } = problem;
  const answered = problem.decision?.id === decision.id;
  const driven = answered && problem.decision?.dueAt != null;
  return {
    ...decision,
    problem: { id, status, filingOfficeId, filedBy, answered, driven, claimedAt, claimedBy, claimedByUnitId },
  };
}

function eventOf(
  { what, rare, text, yes, workdays }: Die,
  by: Actor,
  decision: DecisionState,
  index: number,
): DecisionEvent {
  const extensionId = decision.extensions.at(-1)?.id ?? 'none';
  switch (what) {
    case 'accept':
      return { type: what, by };
    case 'note':
      return { type: what, by, text };
    case 'claim':
      return { type: what, by, evidence: text };
    case 'verify':
      return { type: what, by, passed: yes, finding: text, pauseId: `v${index}` };
    case 'requestExtension':
      return { type: what, by, extensionId: `e${index}`, workdays, reason: text };
    case 'decideExtension':
      return { type: what, by, extensionId, granted: yes, reason: text };
    case 'cancel':
      // Seldom, or most stories would end early.
      return rare === 0 ? { type: what, by, reason: text, supersededById: null } : { type: 'note', by, text };
    case 'meetingPassed':
      return { type: what, meetingId: `m${rare}` };
    case 'nextAlarm': {
      const next = pendingAlarms(decision, calendar).toSorted((a, b) => a.dueAt - b.dueAt)[0];
      return next === undefined ? { type: 'calendarChanged' } : alarmOf(next.kind);
    }
    case 'reminderDue':
    case 'expired':
    case 'overdueAgain':
    case 'principalDue':
    case 'verificationLapsed':
    case 'calendarChanged':
    case 'problemMoved':
      return { type: what };
    default:
      return { type: 'problemMoved' };
  }
}

function atTheDoor(door: (typeof doors)[number], roll: Die, by: Actor, index: number): ProblemEvent {
  const { text, yes, rare } = roll;
  if (door === 'claimDone' || (door === 'withdraw' && rare > 0)) return { type: 'claimDone', by, evidence: text };
  if (door === 'verify') return { type: door, by, passed: yes, finding: text, pauseId: `w${index}` };
  return door === 'withdraw'
    ? { type: door, by, reason: text }
    : { type: door, by, reason: text, pauseId: `w${index}` };
}

/** Plays one story: a decision with, or without, a problem on the meeting's rung; both by their real rules. */
function play({ about, dueInDays, dice }: typeof story extends fc.Arbitrary<infer T> ? T : never): Step[] {
  const start = at('2023-01-18 15:00');
  let problem: ProblemState | null = about === 'nothing' ? null : fileOnRung(4, '2023-01-10 10:00');
  const ruled = recordDecision(
    {
      ...recording,
      dueOn: addDays(dateOf(start), dueInDays),
      problem: problem && {
        id: problem.id,
        status: 'open',
        filingOfficeId: problem.filingOfficeId,
        filedBy: problem.filedBy,
        answered: about === 'problem',
      },
    },
    defaultDecisionLadder,
    calendar,
    start,
  );
  if (!ruled.ok) throw new Error(ruled.refusal.code);
  let decision = ruled.value.decision;
  let now = start;
  const apply = (events: readonly ProblemEvent[]): Decision[] =>
    events.flatMap((event) => {
      const result = decide(problem!, event, defaultLadder, calendar, now);
      if (!result.ok) throw new Error(`${event.type}: ${result.refusal.code}`);
      problem = result.value.problem;
      return [result.value];
    });
  apply(ruled.value.onProblem);
  return dice.map((roll, index) => {
    const { what } = roll;
    decision = seen(decision, problem);
    const next = pendingAlarms(decision, calendar).toSorted((a, b) => a.dueAt - b.dueAt)[0];
    const moment = what === 'nextAlarm' && next !== undefined ? next.dueAt : now + roll.minutesLater * 60_000;
    now = Math.max(now, moment) as Instant;
    const people = roll.eager ? [...cast.slice(roll.by), ...cast.slice(0, roll.by)] : [cast[roll.by] ?? office];
    if (typeof what === 'object' && problem !== null)
      for (const by of people) {
        const opened: ReturnType<typeof decide> = decide(
          problem,
          atTheDoor(what.door, roll, by, index),
          defaultLadder,
          calendar,
          now,
        );
        if (!opened.ok) continue;
        problem = opened.value.problem;
        decision = seen(decision, problem);
        break;
      }
    let event: DecisionEvent = { type: 'problemMoved' };
    let result: ReturnType<typeof followUp> | null = null;
    // As the feature does: what the problem's own door did comes first.
    const caughtUp = followUp(decision, { type: 'problemMoved' }, calendar, now);
    if (!caughtUp.ok) throw new Error(caughtUp.refusal.code);
    const onProblem = [...apply(caughtUp.value.onProblem)];
    decision = seen(caughtUp.value.decision, problem);
    const before = decision;
    for (const by of people) {
      event = eventOf(roll, by, before, index);
      result = followUp(before, event, calendar, now);
      if (result.ok || !strangers.includes(result.refusal.code)) break;
    }
    const followed = result?.ok === true ? result.value : null;
    if (followed !== null) {
      onProblem.push(...apply(followed.onProblem));
      decision = seen(followed.decision, problem);
    }
    return {
      before,
      event,
      now,
      followed,
      code: result?.ok === false ? result.refusal.code : null,
      problem,
      onProblem,
    };
  });
}

const codes: readonly string[] = decisionRefusals.map(({ code }) => code);
const tell = (check: (steps: Step[]) => void, numRuns = 60) =>
  fc.assert(
    fc.property(story, (s) => check(play(s))),
    { numRuns },
  );

describe('whatever happens to a decision, in whatever order', () => {
  it('a refusal has a listed code, an effect a new version, and what is stale changes nothing', () => {
    tell((steps) => {
      for (const { before, followed, code } of steps) {
        if (code !== null) expect(codes).toContain(code);
        if (followed === null) continue;
        if (followed.stale) {
          expect(followed.decision).toBe(before);
          expect([followed.entries, followed.notices, followed.onProblem, followed.agenda]).toEqual([[], [], [], null]);
        } else {
          expect(followed.decision.version).toBe(before.version + 1);
          expect(followed.entries.length).toBeGreaterThan(0);
        }
      }
    });
  });

  it('being late is counted once, for the decision and its problem together', () => {
    tell((steps) => {
      const ofDecision = steps
        .flatMap(({ followed }) => followed?.notices ?? [])
        .filter(({ rule }) => rule === 'decision.expired');
      const ofProblem = steps
        .flatMap(({ onProblem }) => onProblem)
        .filter(({ entries }) => entries.some(({ type }) => type === 'decisionOverdue'));
      expect(ofDecision.length + ofProblem.length).toBeLessThanOrEqual(1);
      const dates = new Set(steps.flatMap(({ followed }) => followed?.decision.overdueAt ?? []));
      expect(dates.size).toBeLessThanOrEqual(1);
    });
  });

  it('nobody is told twice of one thing', () => {
    tell((steps) => {
      const told = steps.flatMap(({ event, followed }) =>
        'by' in event ? [] : (followed?.notices ?? []).map(({ rule, period }) => `${rule} ${period}`),
      );
      const twice = told.filter((each, index) => told.indexOf(each) !== index);
      // The principal and the others hear of one thing in one rule, in two urgencies.
      expect(twice.filter((each) => !each.startsWith('decision.to-principal'))).toEqual([]);
      expect(twice.length).toBeLessThanOrEqual(1);
    });
  });

  it('the alarms are those of its state: none when closed, the verifier’s when claimed, and one for its date while it is not late', () => {
    tell((steps) => {
      for (const { followed, now } of steps) {
        if (followed === null) continue;
        const { decision, timers } = followed;
        const kinds = timers.map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        if (decision.status === 'claimed') expect(kinds.every((kind) => kind === 'decision.verification')).toBe(true);
        else if (decision.status !== 'open') expect(kinds).toEqual([]);
        else expect(kinds.includes('decision.expiry')).toBe(decision.overdueAt === null);
        for (const fired of decision.firedAlarms) expect(fired.dueAt).toBeLessThanOrEqual(Math.min(fired.at, now));
      }
    });
  });

  it('an alarm that rings again, or late, is a no-op', () => {
    tell((steps) => {
      for (const { event, followed, now } of steps) {
        if ('by' in event || followed === null || followed.stale) continue;
        const again = followUp(followed.decision, event, calendar, now);
        expect(again.ok && again.value.notices).toEqual([]);
      }
    });
  });

  it('it and the problem that it answers are claimed together, and struck off by one check', () => {
    tell((steps) => {
      for (const { before, event, followed, problem } of steps) {
        if (event.type === 'verify' && event.passed && followed !== null && before.problem?.answered === true)
          expect(problem?.status).toBe('struckOff');
        if (followed === null || problem === null || problem.decision?.id !== followed.decision.id) continue;
        const { status } = followed.decision;
        if (problem.status === 'claimed') expect(['claimed', 'cancelled']).toContain(status);
        if (problem.status === 'open') expect(['open', 'cancelled']).toContain(status);
        if (problem.status === 'struckOff') expect(['struckOff', 'unneeded', 'cancelled']).toContain(status);
        if (isClosed(problem.status)) expect(['open', 'claimed']).not.toContain(status);
      }
    });
  });

  it('a problem leaves the meeting’s rung by its decision only upward, to the principal, and never past', () => {
    tell((steps) => {
      for (const { onProblem } of steps)
        for (const { problem, entries } of onProblem)
          if (entries.some(({ type }) => type === 'climbed')) {
            expect(problem.rung).toBe(5);
            expect(problem.passages.at(-2)!.rung).toBe(4);
            expect(problem.passages.at(-1)!.how).toBe('decisionOverdue');
          }
    });
  });

  it('the stories are worth telling: every event gets its way somewhere', () => {
    const done = new Set<string>();
    for (const each of fc.sample(story, { numRuns: 250, seed: 11 }))
      for (const { event, followed } of play(each)) if (followed?.stale === false) done.add(event.type);
    expect([...done].sort()).toEqual([...acts, ...alarms, 'meetingPassed'].sort());
    expect(coordinator.roles).toContain('coordinator');
  });
});

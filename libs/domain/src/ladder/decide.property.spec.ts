import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOf } from '../calendar/index.js';
import { calendar, cast } from './cast.fixture.js';
import { clockAccount, isDriven, pendingTimers } from './clocks.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import { defaultLadder } from './default-ladder.js';
import { ladderRefusals } from './refusal-codes.js';
import { play } from './story.fixture.js';
import type { Dice, Step } from './story.fixture.js';
import type { ProblemState, RungNumber } from './types.js';
import { rungOf } from './who-answers.js';

const text = fc.constantFrom('because', 'because', 'because', 'because', ' ');
const rungNumber = fc.constantFrom<RungNumber>(1, 2, 3, 4, 5, 6);

const dice: fc.Arbitrary<Dice> = fc.record({
  what: fc.constantFrom(
    ...([
      'alarm',
      'alarm',
      'alarm',
      'occurrence',
      'timesOnAgendaReached',
      'leaderChanged',
      'decided',
      'decided',
      'decisionMoved',
      'decisionReleased',
      'decisionOverdue',
      'meetingRuled',
      'accept',
      'whistleSign',
      'whistleContact',
    ] as const),
    ...([
      'answer',
      'signUp',
      'sendDown',
      'sendDown',
      'requestPause',
      'decidePause',
      'endPause',
      'requestExtension',
    ] as const),
    ...(['decideExtension', 'claimDone', 'verify', 'reopen', 'assignDepartment', 'withdraw', 'merge'] as const),
  ),
  eager: fc.constantFrom(true, true, true, false),
  minutesLater: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 60 * 24 * 6 })),
  by: fc.nat({ max: cast.length - 1 }),
  yes: fc.boolean(),
  text,
  rung: fc.option(rungNumber),
  days: fc.integer({ min: -1, max: 70 }),
  ahead: fc.integer({ min: -1, max: 5 }),
  workdays: fc.integer({ min: 0, max: 11 }),
  occurrence: fc.constantFrom(
    ...(['responseLapsed', 'resolutionLapsed', 'reminderDue', 'whistleSignLapsed', 'whistleContactLapsed'] as const),
    ...(['verificationLapsed', 'calendarChanged'] as const),
  ),
  closes: fc.nat({ max: 7 }),
});

const stories = fc.array(dice, { minLength: 20, maxLength: 60, size: 'max' });

const codes: readonly string[] = ladderRefusals.map(({ code }) => code);

/** Runs a statement over every step of many random stories. */
function always(statement: (step: Step) => void): void {
  fc.assert(
    fc.property(stories, (story) => {
      for (const step of play(story)) statement(step);
    }),
    { numRuns: 40 },
  );
}

const whenDone = (check: (after: ProblemState, decision: Decision, step: Step) => void) => (step: Step) => {
  if (step.decision !== null) check(step.decision.problem, step.decision, step);
};

describe('whatever happens, in whatever order', () => {
  it('a refusal has a listed code', () => {
    always(({ code }) => {
      if (code !== null) expect(codes).toContain(code);
    });
  });

  it('the version grows by one with an effective decision and not with a stale one', () => {
    always(
      whenDone((after, decision, { before }) => {
        if (decision.stale) {
          expect(after).toBe(before);
          expect([decision.entries, decision.notices, decision.agenda]).toEqual([[], [], null]);
        } else {
          expect(after.version).toBe(before.version + 1);
          expect(decision.entries.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('an open problem on a rung with a clock has its resolution alarm pending, unless a decision drives it', () => {
    always(
      whenDone((after, { timers }) => {
        const clocked = rungOf(defaultLadder, after.rung).resolveWorkdays !== null;
        const pending = timers.filter(({ kind }) => kind === 'problem.resolution');
        expect(pending).toHaveLength(after.status === 'open' && clocked && !isDriven(after) ? 1 : 0);
        expect(timers).toEqual(pendingTimers(after, defaultLadder, calendar));
      }),
    );
  });

  it('a problem that is closed has no alarm, and one that is claimed none but the verifier’s', () => {
    always(
      whenDone(({ status }, { timers }) => {
        if (status === 'claimed') expect(timers.every(({ kind }) => kind === 'problem.verification')).toBe(true);
        else if (status !== 'open') expect(timers).toEqual([]);
      }),
    );
  });

  it('the clock moves a problem up by exactly one rung, or not at all', () => {
    always(
      whenDone((after, decision, { before, event: { type } }) => {
        if (type === 'resolutionLapsed' && !decision.stale) {
          expect(after.rung).toBe(before.rung === 5 ? 5 : before.rung + 1);
          expect(after.rung).toBeLessThanOrEqual(5);
        } else if (type.endsWith('Lapsed') || type === 'reminderDue' || type === 'calendarChanged') {
          expect(after.rung).toBe(before.rung);
        }
      }),
    );
  });

  it('no alarm that was acted on is pending or acted on again', () => {
    always(
      whenDone((after, { timers }) => {
        const fired = after.firedTimers.map(({ kind, dueAt }) => `${kind} ${dueAt}`);
        expect(new Set(fired).size).toBe(fired.length);
        expect(timers.filter(({ kind, dueAt }) => fired.includes(`${kind} ${dueAt}`))).toEqual([]);
      }),
    );
  });

  it('an alarm never rings before its moment', () => {
    always(
      whenDone((after, { stale }, { before, now }) => {
        if (stale) return;
        for (const fired of after.firedTimers.slice(before.firedTimers.length)) {
          expect(fired.dueAt).toBeLessThanOrEqual(now);
          expect(fired.at).toBe(now);
        }
      }),
    );
  });

  it('reopened counts failed checks and relapses', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const steps = play(story);
        const back = steps.filter(({ decision }) => decision?.entries.some(({ type }) => type === 'reopened'));
        const last = steps.at(-1);
        expect((last?.decision?.problem ?? last?.before)?.reopened).toBe(back.length);
      }),
      { numRuns: 40 },
    );
  });

  it('the way is one chain: only the last passage is open, on the rung the problem stands on', () => {
    always(
      whenDone(({ passages, rung, rungStartedAt, filedAt }, _, { before }) => {
        expect(passages.filter(({ leftAt }) => leftAt === null)).toEqual([passages.at(-1)]);
        expect(passages.at(-1)?.rung).toBe(rung);
        expect(rungStartedAt).toBeGreaterThanOrEqual(passages.at(-1)?.enteredAt ?? 0);
        expect(filedAt).toBe(before.filedAt);
        expect(passages.slice(0, before.passages.length - 1)).toEqual(before.passages.slice(0, -1));
      }),
    );
  });

  it('the due moment is what its day-by-day account says', () => {
    always(
      whenDone((after) => {
        if (after.status !== 'open') return;
        expect(after.resolutionDueAt).toBe(clockAccount(after, defaultLadder, calendar)?.dueAt ?? null);
      }),
    );
  });

  it('a failed check after a claim in time leaves at least a day', () => {
    always(
      whenDone((after, decision, { before, now }) => {
        if (!decision.entries.some(({ type }) => type === 'checkFailed') || after.resolutionDueAt === null) return;
        if ((before.resolutionDueAt ?? 0) < (before.claimedAt ?? 0)) return;
        // A decision that drives the clock moves its own date when a check fails, and tells the problem of it.
        if (after.decision?.dueAt != null) return;
        expect(after.resolutionDueAt).toBeGreaterThan(now);
        expect(dateOf(after.resolutionDueAt) > dateOf(now)).toBe(true);
      }),
    );
  });

  it('the agenda hears of every coming and going at the meeting’s rung', () => {
    always(
      whenDone((after, { agenda }, { before }) => {
        const on = (problem: ProblemState): boolean =>
          problem.rung === 4 &&
          (problem.status === 'open' || problem.status === 'claimed') &&
          problem.decision === null;
        const decidedNow = after.decision !== null && after.decision.id !== before.decision?.id;
        if (on(after) && !on(before)) expect(agenda).toBe('enter');
        else if (decidedNow) expect(agenda).toBeNull();
        else if (on(before) && !on(after) && after.passages.at(-1)?.how !== 'thirdTime') expect(agenda).toBe('leave');
        else expect(agenda).toBeNull();
      }),
    );
  });

  it('the same event twice tells nobody twice', () => {
    always(
      whenDone((after, { notices }, { event: happened, now }) => {
        // A hand-over is told once per contract: its period carries the contract, and the notices' unique key holds it.
        if ('by' in happened || happened.type === 'leaderChanged') return;
        const again = decide(after, happened, defaultLadder, calendar, now);
        if (!again.ok) throw new Error(again.refusal.code);
        const heard = new Set(notices.map(({ rule, period }) => `${rule} ${period}`));
        expect(again.value.notices.filter(({ rule, period }) => heard.has(`${rule} ${period}`))).toEqual([]);
      }),
    );
  });

  it('the stories are worth telling: every event gets its way somewhere, on every rung, and most refusals are heard', () => {
    const done = new Set<string>();
    const rungs = new Set<number>();
    const heard = new Set<string>();
    for (const story of fc.sample(stories, { numRuns: 320, seed: 7 })) {
      for (const { event, decision, code, before } of play(story)) {
        rungs.add(before.rung);
        if (code !== null) heard.add(code);
        else if (decision?.stale === false) done.add(event.type);
      }
    }
    expect([...rungs].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(heard.size).toBeGreaterThan(25);
    expect([...done].sort()).toEqual(
      [
        ...['accept', 'answer', 'assignDepartment', 'claimDone', 'decideExtension', 'decidePause', 'endPause', 'merge'],
        ...[
          'decided',
          'decisionMoved',
          'decisionOverdue',
          'decisionReleased',
          'leaderChanged',
          'meetingRuled',
          'reminderDue',
          'reopen',
          'requestExtension',
          'requestPause',
          'resolutionLapsed',
          'responseLapsed',
          'sendDown',
        ],
        ...['signUp', 'timesOnAgendaReached', 'verificationLapsed', 'verify', 'whistleContact', 'whistleContactLapsed'],
        ...['whistleSign', 'whistleSignLapsed', 'withdraw'],
      ].sort(),
    );
  });
});

import { addDays, dateOf, dueAt as deadline } from '../calendar/index.js';
import type { ProblemEvent } from '../ladder/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { dueMoment } from './date.js';
import type { Command } from './events.js';
import { entry, stale } from './followed.js';
import type { Outcome, Setting, Stale } from './followed.js';
import { recordOverdue } from './lapsing.js';
import { notice } from './notices.js';
import { deny, isBlank } from './refusal-codes.js';
import { isStanding } from './types.js';
import type { DecisionState } from './types.js';
import { mayVerify, units, workers } from './who.js';

/**
 * The check. Passed, it strikes off in the same act; failed, it goes back to work with the finding. Of a decision that
 * answers a problem this is the problem's check too: one look on site, one verdict, told once.
 */
export function verify(decision: DecisionState, command: Command<'verify'>, setting: Setting): Result<Outcome> {
  const { now } = setting;
  const { by, passed, finding, pauseId } = command;
  if (!mayVerify(by, decision)) {
    const own = decision.claimedByUnitId !== null && decision.claimedByUnitId === by.unitId;
    return deny(own ? 'decision.own_claim' : 'decision.not_yours');
  }
  if (!passed && isBlank(finding)) return deny('decision.finding_required', { field: 'finding' });
  const { problem } = decision;
  const withProblem = problem?.answered === true && problem.status === 'claimed';
  const check: ProblemEvent = { type: 'verify', by, passed, finding, pauseId, dateIsSet: true };
  const claimant = decision.claimedBy === null ? [] : [{ person: decision.claimedBy }];
  if (!passed) {
    const back = backToWork(decision, setting);
    return ok({
      decision: back,
      entries: [
        entry('checkFailed', now, by.personId, { finding, withProblem }),
        entry('reopened', now, by.personId, { times: back.reopened, reason: finding }),
      ],
      notices: withProblem
        ? []
        : [
            notice('decision.check-failed', back, {
              to: [...workers(decision), ...claimant],
              by: by.personId,
              args: { finding, times: back.reopened },
            }),
          ],
      // The date first, so that the problem's notice of the failed check names the one that holds now.
      onProblem: withProblem ? [...dateOnProblem(decision, back), check] : [],
    });
  }
  const ownClaim = decision.claimedByUnitId !== null && decision.claimedByUnitId === by.unitId;
  const struckOff = strikeOff(decision, now);
  const { id: decisionId, number } = decision;
  // A problem that nobody claimed with it is not solved by this one; the meeting has to see it again.
  const release: ProblemEvent[] = problem?.answered ? [{ type: 'decisionReleased', decisionId, number }] : [];
  return ok({
    decision: struckOff,
    entries: [
      entry('checkPassed', now, by.personId, { finding, ownClaim, withProblem }),
      entry('struckOff', now, by.personId),
    ],
    notices: withProblem
      ? []
      : [notice('decision.struck-off', struckOff, { to: [...units(decision), ...claimant], by: by.personId })],
    onProblem: withProblem ? [check] : release,
  });
}

const strikeOff = (decision: DecisionState, now: Setting['now']): DecisionState => ({
  ...decision,
  status: 'struckOff',
  struckOffAt: now,
  verificationDueAt: null,
});

/**
 * Open again: the workdays from the claim through today are given back, so what was left at the claim is left from
 * tomorrow on. A claim made after the date had passed does not buy it new time.
 */
function backToWork(decision: DecisionState, { calendar, now }: Setting): DecisionState {
  const claimedAt = decision.claimedAt ?? now;
  const inTime = decision.overdueAt === null && claimedAt <= decision.dueAt;
  const lostDays = inTime
    ? [...decision.lostDays, { from: dateOf(claimedAt), until: addDays(dateOf(now), 1) }]
    : decision.lostDays;
  return {
    ...decision,
    status: 'open',
    reopened: decision.reopened + 1,
    claimedAt: null,
    claimedBy: null,
    claimedByUnitId: null,
    verificationDueAt: null,
    struckOffAt: null,
    lostDays,
    dueAt: inTime ? dueMoment({ ...decision, lostDays }, calendar) : decision.dueAt,
  };
}

/** What a moved date means for the problem whose clock it is. */
export function dateOnProblem(before: DecisionState, after: DecisionState): ProblemEvent[] {
  if (before.dueAt === after.dueAt || after.problem?.driven !== true) return [];
  return [{ type: 'decisionMoved', decisionId: after.id, number: after.number, dueAt: after.dueAt }];
}

/**
 * The decision follows its problem, which was claimed, checked, reopened or closed by its own door. Whoever has to know
 * was told by the problem where this decision answers it.
 */
export function problemMoved(decision: DecisionState, setting: Setting): Result<Outcome> | Stale {
  const { problem } = decision;
  if (problem === null) return stale;
  const { now } = setting;
  const since = (problem.claimedAt ?? 0) >= decision.decidedAt;
  if (problem.status === 'struckOff' || problem.status === 'withdrawn' || problem.status === 'merged') {
    if (!isStanding(decision)) return stale;
    const solvedByIt = problem.answered && problem.status === 'struckOff' && (decision.status === 'claimed' || since);
    if (solvedByIt)
      return ok({
        decision: strikeOff(decision, now),
        entries: [entry('struckOff', now, null, { withProblem: true })],
        notices: [],
      });
    const closed: DecisionState = { ...decision, status: 'unneeded', verificationDueAt: null };
    return ok({
      decision: closed,
      entries: [entry('unneeded', now, null, { problem: problem.status })],
      notices: problem.answered
        ? []
        : [notice('decision.closed', closed, { to: units(decision), by: null, args: { how: 'unneeded' } })],
    });
  }
  if (!problem.answered) return stale;
  if (problem.status === 'claimed' && decision.status === 'open' && since) return ok(claimedWithIt(decision, setting));
  const cameBack = problem.status === 'open' && (decision.status === 'claimed' || decision.status === 'struckOff');
  if (!cameBack) return stale;
  const back = backToWork(decision, setting);
  return ok({
    decision: back,
    entries: [entry('reopened', now, null, { times: back.reopened, withProblem: true })],
    notices: [],
    onProblem: dateOnProblem(decision, back),
  });
}

function claimedWithIt(decision: DecisionState, { calendar, now }: Setting): Outcome {
  const { claimedAt, claimedBy, claimedByUnitId } = decision.problem!;
  const late = recordOverdue(decision, claimedAt!, now);
  const settled = late?.decision ?? decision;
  return {
    decision: {
      ...settled,
      status: 'claimed',
      acceptedAt: settled.acceptedAt ?? claimedAt,
      acceptedBy: settled.acceptedBy ?? claimedBy,
      claimedAt,
      claimedBy,
      claimedByUnitId,
      verificationDueAt: deadline(calendar, claimedAt!, decision.ladder.verifyWorkdays).dueAt,
    },
    entries: [...(late?.entries ?? []), entry('claimed', now, claimedBy, { withProblem: true })],
    notices: late?.notices ?? [],
  };
}

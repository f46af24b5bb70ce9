import { addDays, dateOf, daysBetween, formatInstant } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { hasFired, isDriven, recountClocks, verificationClock, withFired } from './clocks.js';
import { answererNow, filerOf, notice, unitsOfDecision } from './notices.js';
import { entry, stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import { responded } from './responding.js';
import type { Command } from './events.js';
import type { PauseRequest, ProblemState } from './types.js';
import {
  answers,
  isAssignedLeader,
  isCoordinator,
  isOfLeadDepartment,
  isOfOffice,
  rungOf,
  verifiersOf,
  worksOffDecision,
} from './who-answers.js';

/** Natural days after strike-off in which a relapse reopens the problem; later it is a new one. */
export const relapseDays = 30;

/** Claimed done is not done: the clocks stop, and the verifier's begins. Claiming is a response too. */
export function claimDone(problem: ProblemState, command: Command<'claimDone'>, setting: Setting): Result<Outcome> {
  const { ladder, calendar, now } = setting;
  const { by, evidence } = command;
  const theirs =
    answers(by, problem, rungOf(ladder, problem.rung)) ||
    isOfLeadDepartment(by, problem) ||
    isOfOffice(by, problem.projectOfficeId) ||
    worksOffDecision(by, problem);
  if (!theirs) return deny('problem.not_yours');
  if (isBlank(evidence)) return deny('problem.evidence_required');
  const claimed: ProblemState = {
    ...responded(problem, now),
    status: 'claimed',
    // Contact has no use any more; a lapse that came before the claim is on record already.
    whistleContactDueAt: problem.whistleContactedAt === null ? null : problem.whistleContactDueAt,
    claimedAt: now,
    claimedBy: by.personId,
    claimedByUnitId: by.unitId,
    verificationDueAt: verificationClock(now, ladder, calendar),
  };
  return ok({
    problem: claimed,
    entries: [entry('claimed', problem, now, by.personId, { evidence })],
    notices: [
      notice('problem.claimed', claimed, {
        to: verifiersOf(claimed, claimed.claimedByUnitId),
        urgency: 'digest',
        by: by.personId,
        args: { evidence },
      }),
    ],
  });
}

/** The check on site. Passed, it strikes off in the same act; failed, it goes back to work with the finding. */
export function verify(problem: ProblemState, command: Command<'verify'>, setting: Setting): Result<Outcome> {
  const { ladder, now } = setting;
  const { by, passed, finding } = command;
  const claimedByOffice = problem.claimedByUnitId === problem.filingOfficeId;
  const verifies =
    isOfOffice(by, problem.filingOfficeId) || (claimedByOffice && (isCoordinator(by) || isAssignedLeader(by, problem)));
  if (!verifies) {
    const own = problem.claimedByUnitId !== null && problem.claimedByUnitId === by.unitId;
    return deny(own ? 'problem.own_claim' : 'problem.not_yours');
  }
  if (!passed) {
    if (isBlank(finding)) return deny('problem.finding_required');
    const back = backToWork(problem, { by: by.personId, reason: finding, pauseId: command.pauseId }, setting);
    return ok({
      problem: back,
      entries: [
        entry('checkFailed', problem, now, by.personId, { finding }),
        entry('reopened', problem, now, by.personId, { times: back.reopened, reason: finding }),
      ],
      notices: [
        notice('problem.check-failed', back, {
          to: [answererNow(back, ladder), ...claimantOf(problem), ...unitsOfDecision(problem)],
          urgency: 'digest',
          by: by.personId,
          // By the problem's own door its decision follows a moment later: no date is better than one about to move.
          args: {
            finding,
            times: back.reopened,
            ...(isDriven(back) && !command.dateIsSet && { resolutionDueAt: null }),
          },
        }),
      ],
    });
  }
  const struckOff: ProblemState = { ...problem, status: 'struckOff', struckOffAt: now, verificationDueAt: null };
  return ok({
    problem: struckOff,
    entries: [
      entry('checkPassed', problem, now, by.personId, {
        finding,
        ownClaim: claimedByOffice && by.unitId === problem.filingOfficeId,
      }),
      entry('struckOff', problem, now, by.personId),
    ],
    notices: [
      notice('problem.struck-off', struckOff, {
        to: [filerOf(problem), answererNow(problem, ladder), ...claimantOf(problem), ...unitsOfDecision(problem)],
        urgency: 'digest',
        by: by.personId,
      }),
    ],
  });
}

/** A relapse: what was struck off turns out not to be solved. */
export function reopen(problem: ProblemState, command: Command<'reopen'>, setting: Setting): Result<Outcome> {
  const { ladder, now } = setting;
  const { by, reason, pauseId } = command;
  if (!isCoordinator(by) && !isOfOffice(by, problem.filingOfficeId)) return deny('problem.not_yours');
  if (isBlank(reason)) return deny('problem.reason_required');
  const days = daysBetween(dateOf(problem.struckOffAt ?? now), dateOf(now));
  if (days > relapseDays) return deny('problem.reopen_too_late', { days, limit: relapseDays });
  const back = backToWork(problem, { by: by.personId, reason, pauseId }, setting);
  return ok({
    problem: back,
    entries: [entry('reopened', problem, now, by.personId, { times: back.reopened, reason })],
    notices: [
      notice('problem.reopened', back, {
        to: [answererNow(back, ladder), ...claimantOf(problem), ...unitsOfDecision(problem)],
        urgency: 'digest',
        by: by.personId,
        args: { reason, times: back.reopened },
      }),
    ],
  });
}

/** The verifier's clock ran out: told again, as often as it runs out, and nothing is struck off by silence. */
export function verificationLapsed(problem: ProblemState, { ladder, calendar, now }: Setting): Result<Outcome> | Stale {
  const due = problem.verificationDueAt;
  if (problem.status !== 'claimed' || due === null || due > now) return stale;
  if (hasFired(problem, 'problem.verification', due)) return stale;
  const fired = withFired(problem, 'problem.verification', due, now);
  const again: ProblemState = { ...fired, verificationDueAt: verificationClock(now, ladder, calendar) };
  return ok({
    problem: again,
    entries: [entry('verificationLapsed', problem, now, null, { dueAt: formatInstant(due) })],
    notices: [
      notice('problem.verification-lapsed', again, {
        to: [...verifiersOf(problem, problem.claimedByUnitId), { role: 'coordinator' }],
        urgency: 'digest',
        by: null,
        detail: dateOf(due),
      }),
    ],
  });
}

function claimantOf(problem: ProblemState): { person: string }[] {
  return problem.claimedBy === null ? [] : [{ person: problem.claimedBy }];
}

/**
 * Open again on the same rung, under the same clock: the days from the claim through today are taken out of it, so what
 * was left at the claim is left from tomorrow on. A claim made after the clock had run out does not buy it new time.
 */
function backToWork(
  problem: ProblemState,
  by: { by: string; reason: string; pauseId: string },
  { ladder, calendar, now }: Setting,
): ProblemState {
  const pause: PauseRequest = {
    id: by.pauseId,
    rung: problem.rung,
    from: dateOf(problem.claimedAt ?? now),
    until: addDays(dateOf(now), 1),
    reason: by.reason,
    requestedBy: by.by,
    requestedAt: now,
    state: 'approved',
    kind: 'verification',
    decidedBy: by.by,
    decidedAt: now,
    decisionReason: null,
  };
  const hasClock = rungOf(ladder, problem.rung).resolveWorkdays !== null && !isDriven(problem);
  const open: ProblemState = {
    ...problem,
    status: 'open',
    reopened: problem.reopened + 1,
    claimedAt: null,
    claimedBy: null,
    claimedByUnitId: null,
    verificationDueAt: null,
    struckOffAt: null,
    pauses: hasClock ? [...problem.pauses, pause] : problem.pauses,
  };
  return recountClocks(open, ladder, calendar);
}

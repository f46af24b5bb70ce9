import { dateOf, formatInstant } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { isDriven, recountClocks, startClocks, withFired } from './clocks.js';
import { answererNow, movedNotices, notice } from './notices.js';
import { entry, stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import type { Command, Occurrence } from './events.js';
import type { Ladder, Passage, ProblemState, Rung, RungNumber } from './types.js';
import { answers, findRung, isAssignedLeader, isCoordinator, rungAbove, rungOf } from './who-answers.js';

export interface Move {
  readonly to: RungNumber;
  readonly how: Passage['how'];
  /** Rungs passed over on a signature. */
  readonly skipped?: readonly RungNumber[];
  readonly reason: string | null;
  readonly by: string | null;
}

/** Leaves the rung for another: the passage is closed, requests nobody decided fall away, new clocks start now. */
export function moveTo(problem: ProblemState, move: Move, { ladder, calendar, now }: Setting): ProblemState {
  const { reason, by } = move;
  const left = problem.passages.map((passage) => (passage.leftAt === null ? { ...passage, leftAt: now } : passage));
  const skipped = (move.skipped ?? []).map((rung): Passage => ({
    rung,
    how: 'skipped',
    enteredAt: now,
    leftAt: now,
    reason,
    by,
  }));
  const arrived: ProblemState = {
    ...letRequestsFall(problem, now),
    // The decision's date was about the rung that is left; who works it off goes on doing so.
    decision: problem.decision && { ...problem.decision, dueAt: null },
    rung: move.to,
    passages: [...left, ...skipped, { rung: move.to, how: move.how, enteredAt: now, leftAt: null, reason, by }],
  };
  const atDepartment = rungOf(ladder, move.to).answeredBy === 'department';
  const led = atDepartment
    ? { ...arrived, leadDepartmentId: arrived.leadDepartmentId ?? arrived.responsibleDepartmentId }
    : arrived;
  return startClocks(led, ladder, calendar, now);
}

/** A request is about one clock; when that clock is over, so is the request, and a running pause ends today. */
export function letRequestsFall(problem: ProblemState, now: Setting['now']): ProblemState {
  const today = dateOf(now);
  return {
    ...problem,
    pauses: problem.pauses.map((pause) => {
      if (pause.state === 'requested') return { ...pause, state: 'refused', decidedAt: now };
      if (pause.state !== 'approved' || pause.until <= today) return pause;
      return { ...pause, state: 'ended', until: pause.from > today ? pause.from : today };
    }),
    extensions: problem.extensions.map((extension) =>
      extension.state === 'requested' ? { ...extension, state: 'refused', decidedAt: now } : extension,
    ),
  };
}

/**
 * Where the clock takes a problem that was not solved in time: one rung up, never further. Null where it stays: the
 * principal hands nothing on by running late, and no clock reports to the city.
 */
function nextByClock(ladder: Ladder, from: RungNumber): Rung | null {
  const above = rungAbove(ladder, from);
  if (above === undefined || above.answeredBy === 'city' || rungOf(ladder, from).answeredBy === 'principal')
    return null;
  return above;
}

/** THE escalation: the resolution clock of a rung has run out. */
export function resolutionLapsed(problem: ProblemState, setting: Setting): Result<Outcome> | Stale {
  const { ladder, calendar, now } = setting;
  const due = problem.resolutionDueAt;
  if (problem.status !== 'open' || due === null || due > now || isDriven(problem)) return stale;
  const fired = withFired(problem, 'problem.resolution', due, now);
  const lapse = entry('resolutionLapsed', problem, now, null, { dueAt: formatInstant(due) });
  const next = nextByClock(ladder, problem.rung);
  if (next === null) {
    const restarted = recountClocks({ ...letRequestsFall(fired, now), rungStartedAt: now }, ladder, calendar);
    return ok({
      problem: restarted,
      entries: [lapse],
      notices: [
        notice('problem.resolution-lapsed', restarted, {
          to: [answererNow(restarted, ladder)],
          urgency: 'digest',
          by: null,
          detail: dateOf(due),
        }),
      ],
    });
  }
  const climbed = moveTo(fired, { to: next.number, how: 'expired', reason: null, by: null }, setting);
  return ok({
    problem: climbed,
    entries: [lapse, entry('climbed', problem, now, null, { from: problem.rung, to: next.number, how: 'expired' })],
    notices: movedNotices(problem, climbed, ladder, { by: null, how: 'expired', reason: null }),
  });
}

/**
 * Up on a person's word. To the next rung by who answers this one; further only on the signature of the assigned leader
 * (up to the meeting) or of the coordinator, and the rungs passed over stay on record as skipped.
 */
export function signUp(problem: ProblemState, command: Command<'signUp'>, setting: Setting): Result<Outcome> {
  const { ladder, now } = setting;
  const { by, reason } = command;
  const meeting = ladder.rungs.find((rung) => rung.answeredBy === 'meeting')?.number ?? Number.POSITIVE_INFINITY;
  const leaderSigns = isAssignedLeader(by, problem) && problem.rung < meeting;
  if (!answers(by, problem, rungOf(ladder, problem.rung)) && !isCoordinator(by) && !leaderSigns) {
    return deny('problem.not_yours');
  }
  if (isBlank(reason)) return deny('problem.reason_required');
  const next = rungAbove(ladder, problem.rung);
  if (next === undefined) return deny('problem.top_rung', { rung: problem.rung });
  const target = command.toRung == null ? next : findRung(ladder, command.toRung);
  if (target === undefined) return deny('problem.no_such_rung', { rung: command.toRung ?? null });
  if (target.number <= problem.rung) return deny('problem.not_upward', { from: problem.rung, to: target.number });
  const maySkip = isCoordinator(by) || (leaderSigns && target.number <= meeting);
  if (target.number > next.number && !maySkip) {
    return deny('problem.no_skipping', { from: problem.rung, to: target.number });
  }
  const skipped = rungsBetween(ladder, problem.rung, target.number);
  const move: Move = { to: target.number, how: 'signedUp', skipped, reason, by: by.personId };
  const climbed = moveTo(problem, move, setting);
  return ok({
    problem: climbed,
    entries: [
      entry('signedUp', problem, now, by.personId, {
        from: problem.rung,
        to: target.number,
        skipped: skipped.join(','),
        reason,
      }),
    ],
    notices: movedNotices(problem, climbed, ladder, { by: by.personId, how: 'signedUp', reason }),
  });
}

/** The rungs that a move from one to another passes over. */
export function rungsBetween(ladder: Ladder, from: RungNumber, to: RungNumber): RungNumber[] {
  return ladder.rungs.map((rung) => rung.number).filter((number) => number > from && number < to);
}

/** Down on the word of who answers the rung. The way so far and the day of filing stay; the lower rung's clocks start afresh. */
export function sendDown(problem: ProblemState, command: Command<'sendDown'>, setting: Setting): Result<Outcome> {
  const { ladder, now } = setting;
  const { by, reason, toRung, leadDepartmentId = null } = command;
  if (!answers(by, problem, rungOf(ladder, problem.rung)) && !isCoordinator(by)) return deny('problem.not_yours');
  if (isBlank(reason)) return deny('problem.reason_required');
  const target = findRung(ladder, toRung);
  if (target === undefined) return deny('problem.no_such_rung', { rung: toRung });
  if (target.number >= problem.rung) return deny('problem.not_downward', { from: problem.rung, to: target.number });
  const named =
    leadDepartmentId === null
      ? problem
      : {
          ...problem,
          leadDepartmentId,
          assistingDepartmentIds: problem.assistingDepartmentIds.filter((unit) => unit !== leadDepartmentId),
        };
  const sent = moveTo(named, { to: target.number, how: 'sentDown', reason, by: by.personId }, setting);
  return ok({
    problem: sent,
    entries: [entry('sentDown', problem, now, by.personId, { from: problem.rung, to: target.number, reason })],
    notices: movedNotices(problem, sent, ladder, { by: by.personId, how: 'sentDown', reason }),
  });
}

/**
 * Counts a problem's times on agendas. At the third the meeting has had its chances and the principal rules; sent back
 * down to the meeting, it gets three more.
 */
export function timesOnAgendaReached(
  problem: ProblemState,
  { times, meeting }: Occurrence<'timesOnAgendaReached'>,
  setting: Setting,
): Result<Outcome> | Stale {
  const { ladder, now } = setting;
  const atMeeting = rungOf(ladder, problem.rung).answeredBy === 'meeting';
  const standing = problem.status === 'open' || problem.status === 'claimed';
  if (!standing || !atMeeting || times <= problem.timesOnAgenda) return stale;
  const counted: ProblemState = { ...problem, timesOnAgenda: times };
  const listed = entry('onAgenda', problem, now, null, { times, ...meeting });
  const principal = ladder.rungs.find((rung) => rung.answeredBy === 'principal');
  const referredBefore = problem.passages.filter((passage) => passage.how === 'thirdTime').length;
  const due = times >= ladder.thirdTimeOnAgenda * (referredBefore + 1);
  if (principal === undefined || problem.status !== 'open' || !due) {
    return ok({ problem: counted, entries: [listed], notices: [] });
  }
  const climbed = moveTo(counted, { to: principal.number, how: 'thirdTime', reason: null, by: null }, setting);
  return ok({
    problem: climbed,
    entries: [
      listed,
      entry('climbed', problem, now, null, { from: problem.rung, to: principal.number, how: 'thirdTime' }),
    ],
    notices: movedNotices(problem, climbed, ladder, { by: null, how: 'thirdTime', reason: null }),
  });
}

import { formatInstant } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { letRequestsFall, moveTo } from './climbing.js';
import { recountClocks, withFired } from './clocks.js';
import type { Occurrence } from './events.js';
import { answererNow, movedNotices, notice, unitsOfDecision } from './notices.js';
import { entry, stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import { isClosed } from './closing.js';
import type { ProblemState } from './types.js';
import { rungOf } from './who-answers.js';

/**
 * The weekly meeting decided on the problem: on its rung and on the principal's the decision's date is the clock from now
 * on, below and above it the decision only stands beside. It takes the place of an earlier one. Who has to know is told
 * by the decision, so nothing is told here.
 */
export function decided(
  problem: ProblemState,
  { decisionId, number, dueAt, unitIds }: Occurrence<'decided'>,
  { ladder, calendar, now }: Setting,
): Result<Outcome> | Stale {
  if (isClosed(problem.status) || problem.decision?.id === decisionId) return stale;
  const { answeredBy } = rungOf(ladder, problem.rung);
  const drives = answeredBy === 'meeting' || answeredBy === 'principal';
  const answered: ProblemState = { ...problem, decision: { id: decisionId, dueAt: drives ? dueAt : null, unitIds } };
  const restarted = drives
    ? recountClocks({ ...letRequestsFall(answered, now), rungStartedAt: now }, ladder, calendar)
    : answered;
  return ok({
    problem: restarted,
    entries: [entry('decided', problem, now, null, { decisionId, number, dueAt: formatInstant(dueAt) })],
    notices: [],
  });
}

/** The date was put off (an extension, a failed check) or moved with the calendar. Told by the decision. */
export function decisionMoved(
  problem: ProblemState,
  { decisionId, number, dueAt }: Occurrence<'decisionMoved'>,
  { ladder, calendar, now }: Setting,
): Result<Outcome> | Stale {
  const { decision } = problem;
  if (isClosed(problem.status) || decision?.id !== decisionId || decision.dueAt === null) return stale;
  if (decision.dueAt === dueAt) return stale;
  const moved: ProblemState = { ...problem, decision: { ...decision, dueAt } };
  return ok({
    problem: recountClocks(moved, ladder, calendar),
    entries: [
      entry('decisionMoved', problem, now, null, {
        decisionId,
        number,
        from: formatInstant(decision.dueAt),
        to: formatInstant(dueAt),
      }),
    ],
    notices: [],
  });
}

/** Nothing is decided any more: the rung's own clock, if it has one, starts afresh, and the meeting has to see it again. */
export function decisionReleased(
  problem: ProblemState,
  { decisionId, number }: Occurrence<'decisionReleased'>,
  { ladder, calendar, now }: Setting,
): Result<Outcome> | Stale {
  if (isClosed(problem.status) || problem.decision?.id !== decisionId) return stale;
  const drove = problem.decision.dueAt !== null;
  const released: ProblemState = { ...problem, decision: null };
  return ok({
    problem: drove ? recountClocks({ ...released, rungStartedAt: now }, ladder, calendar) : released,
    entries: [entry('decisionReleased', problem, now, null, { decisionId, number })],
    notices: [],
  });
}

/**
 * Rung 5's other reason: the decision was not done by its date. The problem goes to the principal; one that is there
 * already stays, under the rung's own clock. This is the one overdue of the matter: the decision tells nobody of its own.
 */
export function decisionOverdue(
  problem: ProblemState,
  { decisionId, number }: Occurrence<'decisionOverdue'>,
  setting: Setting,
): Result<Outcome> | Stale {
  const { ladder, calendar, now } = setting;
  const due = problem.decision?.dueAt ?? null;
  if (problem.status !== 'open' || problem.decision?.id !== decisionId || due === null || due > now) return stale;
  const fired = withFired(problem, 'problem.resolution', due, now);
  const lapse = entry('decisionOverdue', problem, now, null, { decisionId, number, dueAt: formatInstant(due) });
  const principal = ladder.rungs.find((rung) => rung.answeredBy === 'principal');
  if (principal === undefined || principal.number <= problem.rung) {
    const free: ProblemState = { ...letRequestsFall(fired, now), decision: { ...problem.decision, dueAt: null } };
    const restarted = recountClocks({ ...free, rungStartedAt: now }, ladder, calendar);
    return ok({
      problem: restarted,
      entries: [lapse],
      notices: [
        notice('problem.resolution-lapsed', restarted, {
          to: [answererNow(restarted, ladder), ...unitsOfDecision(problem)],
          urgency: 'digest',
          by: null,
          detail: decisionId,
        }),
      ],
    });
  }
  const climbed = moveTo(fired, { to: principal.number, how: 'decisionOverdue', reason: null, by: null }, setting);
  return ok({
    problem: climbed,
    entries: [
      lapse,
      entry('climbed', problem, now, null, { from: problem.rung, to: principal.number, how: 'decisionOverdue' }),
    ],
    notices: movedNotices(problem, climbed, ladder, { by: null, how: 'decisionOverdue', reason: null }),
  });
}

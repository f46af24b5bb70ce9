import { dateOf, formatInstant } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { hasFired, isDriven, recountClocks, reminderAt, verificationClock, withFired } from './clocks.js';
import { answererNow, notice } from './notices.js';
import { entry, stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import type { TimelineEntry } from './decision.js';
import type { ProblemState, TimerKind } from './types.js';

export function reminderDue(problem: ProblemState, { ladder, calendar, now }: Setting): Result<Outcome> | Stale {
  if (problem.status !== 'open' || problem.resolutionDueAt === null || isDriven(problem)) return stale;
  // Rung late, after the worker was away: the lapse itself says more.
  if (problem.resolutionDueAt <= now) return stale;
  const moment = reminderAt(problem, ladder, calendar);
  if (moment === null || moment > now || hasFired(problem, 'problem.reminder', moment)) return stale;
  const fired = withFired(problem, 'problem.reminder', moment, now);
  const dueOn = dateOf(problem.resolutionDueAt);
  return ok({
    problem: fired,
    entries: [entry('reminded', problem, now, null, { dueAt: formatInstant(problem.resolutionDueAt) })],
    notices: [
      notice('problem.reminder', fired, {
        to: [answererNow(problem, ladder)],
        urgency: 'digest',
        by: null,
        detail: dueOn,
      }),
    ],
  });
}

/** Counts the running clocks by the calendar as it is now; stale when no deadline moves. */
export function calendarChanged(problem: ProblemState, { ladder, calendar, now }: Setting): Result<Outcome> | Stale {
  const recounted = recountAll(problem, { ladder, calendar, now });
  const moved = [
    movedEntry(problem, now, 'problem.response', problem.responseDueAt, recounted.responseDueAt),
    movedEntry(problem, now, 'problem.resolution', problem.resolutionDueAt, recounted.resolutionDueAt),
    movedEntry(problem, now, 'problem.verification', problem.verificationDueAt, recounted.verificationDueAt),
  ].filter((found) => found !== null);
  if (moved.length === 0) return stale;
  return ok({
    problem: recounted,
    entries: moved,
    notices: [
      notice('problem.clock-moved', recounted, {
        to: [answererNow(problem, ladder)],
        urgency: 'digest',
        by: null,
        detail: `v${problem.version}`,
      }),
    ],
  });
}

function recountAll(problem: ProblemState, { ladder, calendar }: Setting): ProblemState {
  if (problem.status === 'open') return recountClocks(problem, ladder, calendar);
  const { status, claimedAt, verificationDueAt } = problem;
  if (status !== 'claimed' || claimedAt === null || verificationDueAt === null) return problem;
  // Each lapse starts the verifier's clock afresh.
  const lapses = problem.firedTimers.filter(({ kind, at }) => kind === 'problem.verification' && at >= claimedAt);
  const startedAt = lapses.at(-1)?.at ?? claimedAt;
  return { ...problem, verificationDueAt: verificationClock(startedAt, ladder, calendar) };
}

function movedEntry(
  problem: ProblemState,
  now: Instant,
  clock: TimerKind,
  before: Instant | null,
  after: Instant | null,
): TimelineEntry | null {
  if (before === after || before === null || after === null) return null;
  return entry('clockMoved', problem, now, null, { clock, from: formatInstant(before), to: formatInstant(after) });
}

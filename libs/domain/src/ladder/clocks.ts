import { accountUntil, addWorkdays, dateOf, dueAt, workStartsOn } from '../calendar/index.js';
import type { Deadline, Instant, WorkCalendar } from '../calendar/index.js';
import type { TimerPlan } from './decision.js';
import type { ProblemOccurrence } from './events.js';
import type { ExtensionRequest, Ladder, PauseRequest, ProblemState, TimerKind } from './types.js';
import { rungOf } from './who-answers.js';

const hourMs = 3_600_000;

/** The event a timer of this kind rings in. */
export function occurrenceOf(kind: TimerKind): ProblemOccurrence {
  switch (kind) {
    case 'problem.response':
      return { type: 'responseLapsed' };
    case 'problem.resolution':
      return { type: 'resolutionLapsed' };
    case 'problem.reminder':
      return { type: 'reminderDue' };
    case 'problem.whistle-sign':
      return { type: 'whistleSignLapsed' };
    case 'problem.whistle-contact':
      return { type: 'whistleContactLapsed' };
    case 'problem.verification':
      return { type: 'verificationLapsed' };
  }
}

export function hasFired(problem: ProblemState, kind: TimerKind, due: Instant): boolean {
  return problem.firedTimers.some((fired) => fired.kind === kind && fired.dueAt === due);
}

export function withFired(problem: ProblemState, kind: TimerKind, due: Instant, now: Instant): ProblemState {
  return { ...problem, firedTimers: [...problem.firedTimers, { kind, rung: problem.rung, dueAt: due, at: now }] };
}

/** When the problem came to the rung it stands on. */
export function enteredRungAt(problem: ProblemState): Instant {
  return problem.passages.at(-1)?.enteredAt ?? problem.filedAt;
}

/** The pauses of this stay on the rung, whatever became of them; those of an earlier stay on the same rung are not. */
export function pausesOfStay(problem: ProblemState): PauseRequest[] {
  const entered = enteredRungAt(problem);
  return problem.pauses.filter((pause) => pause.rung === problem.rung && pause.requestedAt >= entered);
}

function countedPauses(problem: ProblemState): PauseRequest[] {
  return pausesOfStay(problem).filter((pause) => pause.state === 'approved' || pause.state === 'ended');
}

/** The extensions that belong to the clock that runs now. */
export function extensionsOfClock(problem: ProblemState): ExtensionRequest[] {
  return problem.extensions.filter(
    (extension) => extension.rung === problem.rung && extension.requestedAt >= problem.rungStartedAt,
  );
}

const grantedExtensions = (problem: ProblemState): ExtensionRequest[] =>
  extensionsOfClock(problem).filter((extension) => extension.state === 'granted');

/** Whether the decision that answers the problem is its clock: its date, and its alarms. */
export const isDriven = (problem: ProblemState): boolean => problem.decision?.dueAt != null;

/** Starts every clock of the rung the problem stands on, afresh, at `now`. */
export function startClocks(problem: ProblemState, ladder: Ladder, calendar: WorkCalendar, now: Instant): ProblemState {
  const { whistle } = rungOf(ladder, problem.rung);
  const started: ProblemState = {
    ...problem,
    rungStartedAt: now,
    respondedAt: null,
    whistleSignDueAt: whistle === null ? null : ((now + whistle.signHours * hourMs) as Instant),
    whistleSignedAt: null,
    whistleContactDueAt: whistle === null ? null : ((now + whistle.contactHours * hourMs) as Instant),
    whistleContactedAt: null,
  };
  return {
    ...started,
    responseDueAt: responseClock(started, ladder, calendar)?.dueAt ?? null,
    resolutionDueAt: clockAccount(started, ladder, calendar)?.dueAt ?? null,
  };
}

/**
 * Counts the rung's running clocks again, after a pause, an extension or a change of the calendar. A response that was
 * given, or whose lapse is recorded, stays as it was.
 */
export function recountClocks(problem: ProblemState, ladder: Ladder, calendar: WorkCalendar): ProblemState {
  const { responseDueAt } = problem;
  const responseOpen =
    problem.respondedAt === null && responseDueAt !== null && !hasFired(problem, 'problem.response', responseDueAt);
  return {
    ...problem,
    responseDueAt: responseOpen ? (responseClock(problem, ladder, calendar)?.dueAt ?? null) : responseDueAt,
    resolutionDueAt: clockAccount(problem, ladder, calendar)?.dueAt ?? null,
  };
}

function responseClock(problem: ProblemState, ladder: Ladder, calendar: WorkCalendar): Deadline | null {
  const { respondWorkdays } = rungOf(ladder, problem.rung);
  if (respondWorkdays === null) return null;
  return dueAt(calendar, problem.rungStartedAt, respondWorkdays, countedPauses(problem));
}

/**
 * The resolution clock of the rung the problem stands on with its day-by-day account, for screens and mails; null on a
 * rung without a clock of ours. It says what `resolutionDueAt` rests on: while a decision drives it, on the decision's date.
 */
export function clockAccount(problem: ProblemState, ladder: Ladder, calendar: WorkCalendar): Deadline | null {
  const byDecision = problem.decision?.dueAt ?? null;
  if (byDecision !== null)
    return { ...accountUntil(calendar, problem.rungStartedAt, dateOf(byDecision)), dueAt: byDecision };
  const { resolveWorkdays } = rungOf(ladder, problem.rung);
  if (resolveWorkdays === null) return null;
  const extended = grantedExtensions(problem).reduce((sum, extension) => sum + extension.workdays, 0);
  return dueAt(calendar, problem.rungStartedAt, resolveWorkdays + extended, countedPauses(problem));
}

export function verificationClock(claimedAt: Instant, ladder: Ladder, calendar: WorkCalendar): Instant {
  return dueAt(calendar, claimedAt, ladder.verifyWorkdays).dueAt;
}

/**
 * Start of work, some workdays before the due day; null when that moment had passed when the clock was last set, since
 * whoever sees a clock being set needs no reminder of it at once.
 */
export function reminderAt(problem: ProblemState, ladder: Ladder, calendar: WorkCalendar): Instant | null {
  if (problem.resolutionDueAt === null) return null;
  const day = addWorkdays(calendar, dateOf(problem.resolutionDueAt), -ladder.reminderWorkdaysBefore);
  const moment = workStartsOn(calendar, day);
  const decided = [...countedPauses(problem), ...grantedExtensions(problem)].map(({ decidedAt }) => decidedAt ?? 0);
  return moment > Math.max(problem.rungStartedAt, ...decided) ? moment : null;
}

/** Every alarm that should be pending for this state, and no other. */
export function pendingTimers(problem: ProblemState, ladder: Ladder, calendar: WorkCalendar): TimerPlan[] {
  const plans: TimerPlan[] = [];
  const plan = (kind: TimerKind, due: Instant | null): void => {
    if (due !== null && !hasFired(problem, kind, due)) plans.push({ kind, dueAt: due });
  };
  if (problem.status === 'open') {
    if (problem.respondedAt === null) plan('problem.response', problem.responseDueAt);
    if (problem.whistleSignedAt === null) plan('problem.whistle-sign', problem.whistleSignDueAt);
    if (problem.whistleContactedAt === null) plan('problem.whistle-contact', problem.whistleContactDueAt);
    // A decision that drives the clock has alarms of its own: nobody is reminded of one date twice.
    if (!isDriven(problem)) {
      plan('problem.reminder', reminderAt(problem, ladder, calendar));
      plan('problem.resolution', problem.resolutionDueAt);
    }
  }
  if (problem.status === 'claimed') plan('problem.verification', problem.verificationDueAt);
  return plans;
}

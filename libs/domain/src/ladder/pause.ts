import { dateOf, workdaysBetween } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { isDriven, pausesOfStay, recountClocks } from './clocks.js';
import { answererNow, notice } from './notices.js';
import { entry } from './outcome.js';
import type { Outcome, Setting } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import type { Command } from './events.js';
import type { PauseRequest, ProblemState } from './types.js';
import { answers, deciderOf, decidesRequests, rungOf } from './who-answers.js';

/** Workdays that the pauses of one stay on a rung may take together: three months of work. */
export const pauseLimitWorkdays = 60;

/** Asks for whole days [from, until) in which this rung's clocks stand still. */
export function requestPause(
  problem: ProblemState,
  command: Command<'requestPause'>,
  setting: Setting,
): Result<Outcome> {
  const { ladder, calendar, now } = setting;
  const { by, pauseId, from, until, reason } = command;
  const rung = rungOf(ladder, problem.rung);
  if (!answers(by, problem, rung)) return deny('problem.not_yours');
  if (isDriven(problem)) return deny('problem.decision_rules_date');
  if (rung.resolveWorkdays === null) return deny('problem.no_clock', { rung: rung.number });
  if (isBlank(reason)) return deny('problem.reason_required');
  if (until === null) return deny('problem.pause_has_no_end');
  if (until <= from) return deny('problem.pause_ends_before_it_starts', { from, until });
  if (from < dateOf(now)) return deny('problem.pause_in_past', { from, today: dateOf(now) });
  const others = pausesOfStay(problem).filter((pause) => pause.kind === 'granted' && pause.state !== 'refused');
  const overlapped = others.find((pause) => pause.from < until && from < pause.until);
  if (overlapped !== undefined) {
    return deny('problem.pause_overlaps', { from: overlapped.from, until: overlapped.until });
  }
  const workdays = [...others, { from, until }].reduce(
    (sum, pause) => sum + workdaysBetween(calendar, pause.from, pause.until),
    0,
  );
  if (workdays > pauseLimitWorkdays) return deny('problem.pause_too_long', { workdays, limit: pauseLimitWorkdays });
  const request: PauseRequest = {
    id: pauseId,
    rung: problem.rung,
    from,
    until,
    reason,
    requestedBy: by.personId,
    requestedAt: now,
    state: 'requested',
    kind: 'granted',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
  return ok({
    problem: { ...problem, pauses: [...problem.pauses, request] },
    entries: [entry('pauseRequested', problem, now, by.personId, { pauseId, from, until, reason })],
    notices: [
      notice('problem.pause-requested', problem, {
        to: [deciderOf(problem, ladder)],
        urgency: 'digest',
        by: by.personId,
        detail: pauseId,
        args: { from, until, reason },
      }),
    ],
  });
}

const findPause = (problem: ProblemState, id: string): PauseRequest | undefined =>
  problem.pauses.find((pause) => pause.id === id && pause.kind === 'granted');

const withPause = (problem: ProblemState, changed: PauseRequest): ProblemState => ({
  ...problem,
  pauses: problem.pauses.map((pause) => (pause.id === changed.id ? changed : pause)),
});

/** The rung above, or the coordinator, says yes or no. Approved late, it still counts from the day that was asked for. */
export function decidePause(problem: ProblemState, command: Command<'decidePause'>, setting: Setting): Result<Outcome> {
  const { ladder, calendar, now } = setting;
  const { by, pauseId, approved, reason } = command;
  if (!decidesRequests(by, problem, ladder)) return deny('problem.not_yours');
  const pause = findPause(problem, pauseId);
  if (pause === undefined) return deny('problem.pause_not_found', { pauseId });
  if (pause.state !== 'requested') return deny('problem.pause_already_decided', { state: pause.state });
  if (pause.requestedBy === by.personId) return deny('problem.own_request');
  if (!approved && isBlank(reason)) return deny('problem.reason_required');
  const decided = withPause(problem, {
    ...pause,
    state: approved ? 'approved' : 'refused',
    decidedBy: by.personId,
    decidedAt: now,
    decisionReason: reason,
  });
  const after = approved ? recountClocks(decided, ladder, calendar) : decided;
  return ok({
    problem: after,
    entries: [
      entry(approved ? 'pauseApproved' : 'pauseRefused', problem, now, by.personId, {
        pauseId,
        from: pause.from,
        until: pause.until,
        reason,
      }),
    ],
    notices: [
      notice('problem.pause-decided', after, {
        to: [{ person: pause.requestedBy }],
        urgency: 'digest',
        by: by.personId,
        detail: pauseId,
        args: { approved, from: pause.from, until: pause.until, reason },
      }),
    ],
  });
}

/** Ends an approved pause early, or before it began; the day of ending counts again. */
export function endPause(problem: ProblemState, command: Command<'endPause'>, setting: Setting): Result<Outcome> {
  const { ladder, calendar, now } = setting;
  const { by, pauseId } = command;
  const answering = answers(by, problem, rungOf(ladder, problem.rung));
  if (!answering && !decidesRequests(by, problem, ladder)) return deny('problem.not_yours');
  const pause = findPause(problem, pauseId);
  if (pause === undefined) return deny('problem.pause_not_found', { pauseId });
  const today = dateOf(now);
  if (pause.state !== 'approved' || pause.until <= today) return deny('problem.pause_not_running');
  const until = pause.from > today ? pause.from : today;
  const after = recountClocks(withPause(problem, { ...pause, state: 'ended', until }), ladder, calendar);
  return ok({
    problem: after,
    entries: [entry('pauseEnded', problem, now, by.personId, { pauseId, until })],
    notices: [
      notice('problem.pause-ended', after, {
        to: [answererNow(problem, ladder), { person: pause.requestedBy }],
        urgency: 'digest',
        by: by.personId,
        detail: pauseId,
        args: { until },
      }),
    ],
  });
}

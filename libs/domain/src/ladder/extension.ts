import { addWorkdays, dateOf } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { extensionsOfClock, isDriven, recountClocks } from './clocks.js';
import { notice } from './notices.js';
import { entry } from './outcome.js';
import type { Outcome, Setting } from './outcome.js';
import { deny, isBlank } from './refusal-codes.js';
import type { Command } from './events.js';
import type { ExtensionRequest, ProblemState } from './types.js';
import { answers, deciderOf, decidesRequests, rungOf } from './who-answers.js';

/** Workdays of one extension, and of all granted to one clock together. */
export const extensionLimitWorkdays = 10;
export const extensionsTogetherLimitWorkdays = 60;

/** Asks for more workdays on the resolution clock, on the last workday before the due day at the latest. */
export function requestExtension(
  problem: ProblemState,
  command: Command<'requestExtension'>,
  setting: Setting,
): Result<Outcome> {
  const { ladder, calendar, now } = setting;
  const { by, extensionId, workdays, reason } = command;
  if (!answers(by, problem, rungOf(ladder, problem.rung))) return deny('problem.not_yours');
  if (isDriven(problem)) return deny('problem.decision_rules_date');
  const due = problem.resolutionDueAt;
  if (due === null) return deny('problem.no_clock', { rung: problem.rung });
  if (isBlank(reason)) return deny('problem.reason_required');
  if (!Number.isInteger(workdays) || workdays < 1 || workdays > extensionLimitWorkdays) {
    return deny('problem.extension_out_of_range', { least: 1, most: extensionLimitWorkdays });
  }
  const lastDay = addWorkdays(calendar, dateOf(due), -1);
  if (dateOf(now) > lastDay) return deny('problem.extension_too_late', { lastDay });
  const others = extensionsOfClock(problem);
  if (others.some((extension) => extension.state === 'requested')) return deny('problem.extension_pending');
  const together = others
    .filter((extension) => extension.state === 'granted')
    .reduce((sum, extension) => sum + extension.workdays, workdays);
  if (together > extensionsTogetherLimitWorkdays) {
    return deny('problem.extension_too_long', { workdays: together, limit: extensionsTogetherLimitWorkdays });
  }
  const request: ExtensionRequest = {
    id: extensionId,
    rung: problem.rung,
    workdays,
    reason,
    requestedBy: by.personId,
    requestedAt: now,
    state: 'requested',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  };
  return ok({
    problem: { ...problem, extensions: [...problem.extensions, request] },
    entries: [entry('extensionRequested', problem, now, by.personId, { extensionId, workdays, reason })],
    notices: [
      notice('problem.extension-requested', problem, {
        to: [deciderOf(problem, ladder)],
        urgency: 'digest',
        by: by.personId,
        detail: extensionId,
        args: { workdays, reason },
      }),
    ],
  });
}

/** The rung above, or the coordinator, says yes or no. A clock that ran out in the meantime took the request with it. */
export function decideExtension(
  problem: ProblemState,
  command: Command<'decideExtension'>,
  setting: Setting,
): Result<Outcome> {
  const { ladder, calendar, now } = setting;
  const { by, extensionId, granted, reason } = command;
  if (!decidesRequests(by, problem, ladder)) return deny('problem.not_yours');
  const extension = problem.extensions.find((candidate) => candidate.id === extensionId);
  if (extension === undefined) return deny('problem.extension_not_found', { extensionId });
  if (extension.state !== 'requested') {
    return deny('problem.extension_already_decided', { state: extension.state });
  }
  if (extension.requestedBy === by.personId) return deny('problem.own_request');
  if (!granted && isBlank(reason)) return deny('problem.reason_required');
  const decided: ProblemState = {
    ...problem,
    extensions: problem.extensions.map((candidate) =>
      candidate.id === extensionId
        ? {
            ...candidate,
            state: granted ? ('granted' as const) : ('refused' as const),
            decidedBy: by.personId,
            decidedAt: now,
            decisionReason: reason,
          }
        : candidate,
    ),
  };
  const after = granted ? recountClocks(decided, ladder, calendar) : decided;
  const { workdays } = extension;
  return ok({
    problem: after,
    entries: [
      entry(granted ? 'extensionGranted' : 'extensionRefused', problem, now, by.personId, {
        extensionId,
        workdays,
        reason,
      }),
    ],
    notices: [
      notice('problem.extension-decided', after, {
        to: [{ person: extension.requestedBy }],
        urgency: 'digest',
        by: by.personId,
        detail: extensionId,
        args: { granted, workdays, reason },
      }),
    ],
  });
}

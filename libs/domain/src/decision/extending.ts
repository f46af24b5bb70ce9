import { addWorkdays, dateOf, formatInstant } from '../calendar/index.js';
import { extensionLimitWorkdays, extensionsTogetherLimitWorkdays } from '../ladder/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { dateOnProblem } from './checking.js';
import { dueMoment } from './date.js';
import type { Command } from './events.js';
import { entry, stale } from './followed.js';
import type { Outcome, Setting, Stale } from './followed.js';
import { notice } from './notices.js';
import { deny, isBlank } from './refusal-codes.js';
import { isStanding } from './types.js';
import type { DateExtension, DecisionState } from './types.js';
import { decidesDates, workers, worksOff } from './who.js';

/** Asks for more workdays, on the last workday before the due day at the latest. */
export function requestExtension(
  decision: DecisionState,
  command: Command<'requestExtension'>,
  { calendar, now }: Setting,
): Result<Outcome> {
  const { by, extensionId, workdays, reason } = command;
  if (!worksOff(by, decision)) return deny('decision.not_yours');
  if (isBlank(reason)) return deny('decision.reason_required', { field: 'reason' });
  if (!Number.isInteger(workdays) || workdays < 1 || workdays > extensionLimitWorkdays)
    return deny('decision.extension_out_of_range', { field: 'workdays', least: 1, most: extensionLimitWorkdays });
  const lastDay = addWorkdays(calendar, dateOf(decision.dueAt), -1);
  if (dateOf(now) > lastDay) return deny('decision.extension_too_late', { lastDay });
  if (decision.extensions.some(({ state }) => state === 'requested')) return deny('decision.extension_pending');
  const together = decision.extensions
    .filter(({ state }) => state === 'granted')
    .reduce((sum, extension) => sum + extension.workdays, workdays);
  if (together > extensionsTogetherLimitWorkdays)
    return deny('decision.extension_too_long', { workdays: together, limit: extensionsTogetherLimitWorkdays });
  const request: DateExtension = {
    id: extensionId,
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
    decision: { ...decision, extensions: [...decision.extensions, request] },
    entries: [entry('extensionRequested', now, by.personId, { extensionId, workdays, reason })],
    notices: [
      notice('decision.extension-requested', decision, {
        to: [{ role: 'coordinator' }],
        by: by.personId,
        detail: extensionId,
        args: { workdays, reason },
      }),
    ],
  });
}

/** The coordinator, or who chaired, says yes or no. A date that went by in the meantime took the request with it. */
export function decideExtension(
  decision: DecisionState,
  command: Command<'decideExtension'>,
  { calendar, now }: Setting,
): Result<Outcome> {
  const { by, extensionId, granted, reason } = command;
  if (!decidesDates(by, decision)) return deny('decision.not_yours');
  const extension = decision.extensions.find(({ id }) => id === extensionId);
  if (extension === undefined) return deny('decision.extension_not_found', { extensionId });
  if (extension.state !== 'requested') return deny('decision.extension_already_decided', { state: extension.state });
  if (extension.requestedBy === by.personId) return deny('decision.own_request');
  if (!granted && isBlank(reason)) return deny('decision.reason_required', { field: 'reason' });
  const extensions = decision.extensions.map((candidate): DateExtension =>
    candidate === extension
      ? {
          ...candidate,
          state: granted ? 'granted' : 'refused',
          decidedBy: by.personId,
          decidedAt: now,
          decisionReason: reason,
        }
      : candidate,
  );
  const after: DecisionState = {
    ...decision,
    extensions,
    dueAt: granted ? dueMoment({ ...decision, extensions }, calendar) : decision.dueAt,
  };
  const { workdays } = extension;
  return ok({
    decision: after,
    entries: [
      entry(granted ? 'extensionGranted' : 'extensionRefused', now, by.personId, { extensionId, workdays, reason }),
    ],
    notices: [
      notice('decision.extension-decided', after, {
        // A new date is news for all who work it off, a refusal for who asked.
        to: [{ person: extension.requestedBy }, ...(granted ? workers(decision) : [])],
        by: by.personId,
        detail: extensionId,
        args: { granted, workdays, reason },
      }),
    ],
    onProblem: dateOnProblem(decision, after),
  });
}

/** Counts the date by the calendar as it is now; stale when nothing moves. A date that has gone by stays gone by. */
export function calendarChanged(decision: DecisionState, { calendar, now }: Setting): Result<Outcome> | Stale {
  if (!isStanding(decision) || decision.overdueAt !== null) return stale;
  const dueAt = dueMoment(decision, calendar);
  if (dueAt === decision.dueAt) return stale;
  const moved: DecisionState = { ...decision, dueAt };
  const days = { from: formatInstant(decision.dueAt), to: formatInstant(dueAt) };
  return ok({
    decision: moved,
    entries: [entry('dateMoved', now, null, days)],
    notices: [
      notice('decision.date-moved', moved, { to: workers(decision), by: null, detail: `v${decision.version}` }),
    ],
    onProblem: dateOnProblem(decision, moved),
  });
}

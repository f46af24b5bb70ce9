import { dateOf, formatInstant } from '../calendar/index.js';
import type { Instant } from '../calendar/index.js';
import { dueAt as deadline } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { hasRung, overdueAgainAt, principalDueAt, reminderAt, withRung } from './date.js';
import type { Occurrence } from './events.js';
import { entry, stale } from './followed.js';
import type { Outcome, Setting, Stale } from './followed.js';
import { notice } from './notices.js';
import type { DecisionState } from './types.js';
import { verifiersOf, workers } from './who.js';

/** Seen overdue by so many meetings it goes to the principal, whatever was noted in between. */
const meetingsAtMost = 2;

export function reminderDue(decision: DecisionState, { calendar, now }: Setting): Result<Outcome> | Stale {
  // Rung late, after the worker was away: the lapse itself says more.
  if (decision.status !== 'open' || decision.overdueAt !== null || decision.dueAt <= now) return stale;
  const moment = reminderAt(decision, calendar);
  if (moment === null || moment > now || hasRung(decision, 'decision.reminder', moment)) return stale;
  const reminded = withRung(decision, 'decision.reminder', moment, now);
  return ok({
    decision: reminded,
    entries: [entry('reminded', now, null, { dueAt: formatInstant(decision.dueAt) })],
    notices: [
      notice('decision.reminder', reminded, { to: workers(decision), by: null, detail: dateOf(decision.dueAt) }),
    ],
  });
}

/**
 * Records that it was not done by its date, once in its life; null when there is nothing to record. Where its date is a
 * problem's clock, this is the problem's overdue: the problem goes to the principal and tells everybody, the decision
 * nobody.
 */
export function recordOverdue(decision: DecisionState, at: Instant, now: Instant): Outcome | null {
  if (decision.status !== 'open' || decision.overdueAt !== null || decision.dueAt > at) return null;
  const driven = decision.problem?.driven === true;
  const late: DecisionState = withRung(
    {
      ...decision,
      overdueAt: decision.dueAt,
      principalAt: driven ? now : null,
      problem: decision.problem && { ...decision.problem, driven: false },
      extensions: decision.extensions.map((extension) =>
        extension.state === 'requested' ? { ...extension, state: 'refused', decidedAt: now } : extension,
      ),
    },
    'decision.expiry',
    decision.dueAt,
    now,
  );
  const { id: decisionId, number } = decision;
  const lapse = entry('overdue', now, null, { dueAt: formatInstant(decision.dueAt) });
  if (driven)
    return {
      decision: late,
      entries: [lapse, entry('toPrincipal', now, null, { withProblem: true })],
      notices: [],
      onProblem: [{ type: 'decisionOverdue', decisionId, number }],
    };
  return {
    decision: late,
    entries: [lapse],
    notices: [notice('decision.expired', late, { to: [...workers(decision), { role: 'coordinator' }], by: null })],
  };
}

export function overdueAgain(decision: DecisionState, { calendar, now }: Setting): Result<Outcome> | Stale {
  const moment = overdueAgainAt(decision, calendar);
  if (decision.status !== 'open' || moment === null || moment > now) return stale;
  if (hasRung(decision, 'decision.overdue', moment)) return stale;
  const reminded = withRung(decision, 'decision.overdue', moment, now);
  const times = reminded.firedAlarms.filter(({ kind }) => kind === 'decision.overdue').length;
  return ok({
    decision: reminded,
    entries: [entry('remindedAgain', now, null, { times })],
    notices: [
      notice('decision.overdue-again', reminded, {
        to: workers(decision),
        by: null,
        detail: `overdue-${times}`,
        args: { times },
      }),
    ],
  });
}

export function principalDue(decision: DecisionState, { calendar, now }: Setting): Result<Outcome> | Stale {
  const moment = principalDueAt(decision, calendar);
  if (decision.status !== 'open' || moment === null || moment > now) return stale;
  const { decision: referred, entries, notices } = toPrincipal(decision, now, 'noProgress');
  return ok({ decision: withRung(referred, 'decision.principal', moment, now), entries, notices });
}

/** A meeting that had it before it as overdue is over: without progress since, or the second time, it goes to the principal. */
export function meetingPassed(
  decision: DecisionState,
  { meetingId }: Occurrence<'meetingPassed'>,
  { now }: Setting,
): Result<Outcome> | Stale {
  const { overdueAt, progressedAt, principalAt, passedMeetingIds } = decision;
  if (decision.status !== 'open' || overdueAt === null || passedMeetingIds.includes(meetingId)) return stale;
  const seen: DecisionState = { ...decision, passedMeetingIds: [...passedMeetingIds, meetingId] };
  const passed = entry('meetingPassed', now, null, { meetingId, times: seen.passedMeetingIds.length });
  const progressed = progressedAt !== null && progressedAt > overdueAt;
  if (principalAt !== null || (progressed && seen.passedMeetingIds.length < meetingsAtMost))
    return ok({ decision: seen, entries: [passed], notices: [] });
  const referred = toPrincipal(seen, now, 'meeting');
  return ok({ ...referred, entries: [passed, ...referred.entries] });
}

function toPrincipal(decision: DecisionState, now: Instant, why: 'noProgress' | 'meeting'): Outcome {
  const referred: DecisionState = { ...decision, principalAt: now };
  const told = { by: null, detail: 'principal' };
  return {
    decision: referred,
    entries: [entry('toPrincipal', now, null, { why })],
    notices: [
      notice('decision.to-principal', referred, {
        ...told,
        to: [{ role: 'principal' }],
        urgency: 'now',
        args: { answers: true },
      }),
      notice('decision.to-principal', referred, {
        ...told,
        to: [...workers(decision), { role: 'coordinator' }],
        args: { answers: false },
      }),
    ],
  };
}

/** The verifier's clock ran out: told again, as often as it runs out, and nothing is struck off by silence. */
export function verificationLapsed(decision: DecisionState, { calendar, now }: Setting): Result<Outcome> | Stale {
  const due = decision.verificationDueAt;
  if (decision.status !== 'claimed' || due === null || due > now || decision.problem?.answered === true) return stale;
  if (hasRung(decision, 'decision.verification', due)) return stale;
  const again: DecisionState = {
    ...withRung(decision, 'decision.verification', due, now),
    verificationDueAt: deadline(calendar, now, decision.ladder.verifyWorkdays).dueAt,
  };
  return ok({
    decision: again,
    entries: [entry('verificationLapsed', now, null, { dueAt: formatInstant(due) })],
    notices: [
      notice('decision.verification-lapsed', again, {
        to: [...verifiersOf(decision), { role: 'coordinator' }],
        by: null,
        detail: dateOf(due),
      }),
    ],
  });
}

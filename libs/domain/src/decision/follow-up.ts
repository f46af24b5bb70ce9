import type { Instant, WorkCalendar } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { accept, claim, note } from './acting.js';
import { problemMoved, verify } from './checking.js';
import { pendingAlarms } from './date.js';
import { cancel, restore, withdraw } from './ending.js';
import type { DecisionCommand, DecisionEvent, DecisionOccurrence } from './events.js';
import { calendarChanged, decideExtension, requestExtension } from './extending.js';
import { stale } from './followed.js';
import type { Followed, Outcome, Setting, Stale } from './followed.js';
import {
  meetingPassed,
  overdueAgain,
  principalDue,
  recordOverdue,
  reminderDue,
  verificationLapsed,
} from './lapsing.js';
import { deny } from './refusal-codes.js';
import { isStanding } from './types.js';
import type { DecisionState } from './types.js';

/**
 * 督办: what becomes of a meeting's decision by an event, at `now`. People's commands and the clock's alarms both come
 * through here. Pure; `calendar` is the district's as it is now, the ladder is the decision's own.
 *
 * A command that may not be done is a refusal from `decisionRefusals`. An alarm that is out of date is a `Followed` with
 * `stale: true` and nothing else. Everything else is a new state with `version + 1`, its timeline, the full set of pending
 * alarms, whom to tell, and what it means for the problem that it answers: the caller applies `onProblem` in the same
 * transaction.
 *
 * Being late is recorded before anything else that happens after the date, so that the record is the same whether the
 * alarm or the act came first; and once, whatever happens.
 */
export function followUp(
  decision: DecisionState,
  event: DecisionEvent,
  calendar: WorkCalendar,
  now: Instant,
): Result<Followed> {
  const setting: Setting = { calendar, now };
  if ('by' in event) {
    const gate = whyNot(decision, event);
    if (gate !== null) return gate;
  }
  const settled = settlesFirst(event) ? recordOverdue(decision, now, now) : null;
  const before = settled?.decision ?? decision;
  const result = 'by' in event ? obey(before, event, setting) : happen(before, event, setting);
  if (result === stale) return ok(unchanged(decision, setting));
  if (!result.ok) return result;
  const outcome = result.value;
  const after: DecisionState = { ...outcome.decision, version: decision.version + 1 };
  return ok({
    decision: after,
    entries: [...(settled?.entries ?? []), ...outcome.entries],
    timers: pendingAlarms(after, calendar),
    notices: [...(settled?.notices ?? []), ...outcome.notices],
    onProblem: [...(settled?.onProblem ?? []), ...(outcome.onProblem ?? [])],
    agenda: agendaChange(decision, after),
    stale: false,
  });
}

/** `expired` IS the lapse; a moved calendar may move the date first; the others undo, or judge by the problem's moments. */
const settlesFirst = ({ type }: DecisionEvent): boolean =>
  !['expired', 'calendarChanged', 'problemMoved', 'withdraw', 'restore'].includes(type);

function whyNot(decision: DecisionState, { type, by }: DecisionCommand): ReturnType<typeof deny> | null {
  if (by.districtId !== decision.districtId) return deny('decision.not_yours');
  if (type === 'restore') return null;
  const { status } = decision;
  if (!isStanding(decision)) return deny('decision.already_closed', { status });
  if (type === 'verify') return status === 'claimed' ? null : deny('decision.not_claimed');
  const alsoWhileClaimed = type === 'note' || type === 'cancel' || type === 'withdraw';
  return status === 'claimed' && !alsoWhileClaimed ? deny('decision.already_claimed') : null;
}

function obey(decision: DecisionState, command: DecisionCommand, setting: Setting): Result<Outcome> {
  switch (command.type) {
    case 'accept':
      return accept(decision, command, setting);
    case 'note':
      return note(decision, command, setting);
    case 'claim':
      return claim(decision, command, setting);
    case 'verify':
      return verify(decision, command, setting);
    case 'requestExtension':
      return requestExtension(decision, command, setting);
    case 'decideExtension':
      return decideExtension(decision, command, setting);
    case 'cancel':
      return cancel(decision, command, setting);
    case 'withdraw':
      return withdraw(decision, command, setting);
    case 'restore':
      return restore(decision, command, setting);
  }
}

function happen(decision: DecisionState, event: DecisionOccurrence, setting: Setting): Result<Outcome> | Stale {
  switch (event.type) {
    case 'reminderDue':
      return reminderDue(decision, setting);
    case 'expired': {
      const lapsed = recordOverdue(decision, setting.now, setting.now);
      return lapsed === null ? stale : ok(lapsed);
    }
    case 'overdueAgain':
      return overdueAgain(decision, setting);
    case 'principalDue':
      return principalDue(decision, setting);
    case 'verificationLapsed':
      return verificationLapsed(decision, setting);
    case 'meetingPassed':
      return meetingPassed(decision, event, setting);
    case 'problemMoved':
      return problemMoved(decision, setting);
    case 'calendarChanged':
      return calendarChanged(decision, setting);
  }
}

function unchanged(decision: DecisionState, { calendar }: Setting): Followed {
  return {
    decision,
    entries: [],
    timers: pendingAlarms(decision, calendar),
    notices: [],
    onProblem: [],
    agenda: null,
    stale: true,
  };
}

/** Whatever moves its date, or lets it go by, may bring it before the next meeting; only closing takes it off for good. */
function agendaChange(before: DecisionState, after: DecisionState): Followed['agenda'] {
  if (isStanding(before) !== isStanding(after)) return isStanding(after) ? 'reached' : 'left';
  if (!isStanding(after)) return null;
  const claimed = before.status !== after.status;
  return claimed || before.dueAt !== after.dueAt || before.overdueAt !== after.overdueAt ? 'reached' : null;
}

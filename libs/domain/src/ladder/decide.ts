import type { Instant, WorkCalendar } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { recordBreach, recordDueBreaches } from './breaches.js';
import { resolutionLapsed, sendDown, signUp, timesOnAgendaReached } from './climbing.js';
import { pendingTimers } from './clocks.js';
import { asksForAgenda, isClosed, merge, withdraw } from './closing.js';
import { decided, decisionMoved, decisionOverdue, decisionReleased } from './deciding.js';
import { decideExtension, requestExtension } from './extension.js';
import { leaderChanged } from './handing-over.js';
import { stale } from './outcome.js';
import type { Outcome, Setting, Stale } from './outcome.js';
import { decidePause, endPause, requestPause } from './pause.js';
import { deny } from './refusal-codes.js';
import { calendarChanged, reminderDue } from './reminding.js';
import { accept, answer, assignDepartment, whistleContact, whistleSign } from './responding.js';
import { meetingRuled } from './ruling.js';
import type { Decision } from './decision.js';
import type { ProblemCommand, ProblemEvent, ProblemOccurrence } from './events.js';
import type { Ladder, ProblemState } from './types.js';
import { claimDone, reopen, verificationLapsed, verify } from './verification.js';
import { rungOf } from './who-answers.js';

/**
 * The ladder's one decision: what becomes of a problem by an event, at `now`. People's commands and the clock's alarms
 * both come through here. Pure; `ladder` is the one the problem was filed under, `calendar` the district's as it is now.
 *
 * A command that may not be done is a refusal from `ladderRefusals`, and nothing has changed. An alarm that is out of
 * date (moved, met, repeated, closed) is a Decision with `stale: true` and nothing else. Everything else is a new state
 * with `version + 1`, its timeline, the full set of pending alarms, whom to tell, and what it means for the agenda.
 */
export function decide(
  problem: ProblemState,
  event: ProblemEvent,
  ladder: Ladder,
  calendar: WorkCalendar,
  now: Instant,
): Result<Decision> {
  const setting: Setting = { ladder, calendar, now };
  if ('by' in event) {
    const gate = whyNot(problem, event);
    if (gate !== null) return gate;
  }
  // A lapse nobody has recorded yet is recorded first; but an alarm records only its own.
  const settled: Outcome = isBreachAlarm(event)
    ? { problem, entries: [], notices: [] }
    : recordDueBreaches(problem, setting);
  const result = 'by' in event ? obey(settled.problem, event, setting) : happen(settled.problem, event, setting);
  if (result === stale) return ok(unchanged(problem, setting));
  if (!result.ok) return result;
  const outcome = result.value;
  const after: ProblemState = { ...outcome.problem, version: problem.version + 1 };
  return ok({
    problem: after,
    entries: [...settled.entries, ...outcome.entries],
    timers: pendingTimers(after, ladder, calendar),
    notices: [...settled.notices, ...outcome.notices],
    agenda: agendaChange(problem, after, ladder),
    stale: false,
  });
}

/** What the state of the problem forbids, whoever asks. */
function whyNot(problem: ProblemState, command: ProblemCommand): ReturnType<typeof deny> | null {
  if (command.by.districtId !== problem.districtId) return deny('problem.not_yours');
  const { status } = problem;
  if (command.type === 'reopen') {
    if (status === 'struckOff') return null;
    return isClosed(status) ? deny('problem.already_closed', { status }) : deny('problem.not_struck_off', { status });
  }
  if (isClosed(status)) return deny('problem.already_closed', { status });
  if (command.type === 'verify') return status === 'claimed' ? null : deny('problem.not_claimed');
  return status === 'claimed' ? deny('problem.already_claimed') : null;
}

function obey(problem: ProblemState, command: ProblemCommand, setting: Setting): Result<Outcome> {
  switch (command.type) {
    case 'accept':
      return accept(problem, command, setting);
    case 'answer':
      return answer(problem, command, setting);
    case 'whistleSign':
      return whistleSign(problem, command, setting);
    case 'whistleContact':
      return whistleContact(problem, command, setting);
    case 'signUp':
      return signUp(problem, command, setting);
    case 'sendDown':
      return sendDown(problem, command, setting);
    case 'requestPause':
      return requestPause(problem, command, setting);
    case 'decidePause':
      return decidePause(problem, command, setting);
    case 'endPause':
      return endPause(problem, command, setting);
    case 'requestExtension':
      return requestExtension(problem, command, setting);
    case 'decideExtension':
      return decideExtension(problem, command, setting);
    case 'claimDone':
      return claimDone(problem, command, setting);
    case 'verify':
      return verify(problem, command, setting);
    case 'reopen':
      return reopen(problem, command, setting);
    case 'withdraw':
      return withdraw(problem, command, setting);
    case 'merge':
      return merge(problem, command, setting);
    case 'assignDepartment':
      return assignDepartment(problem, command, setting);
  }
}

function happen(problem: ProblemState, event: ProblemOccurrence, setting: Setting): Result<Outcome> | Stale {
  switch (event.type) {
    case 'responseLapsed':
      return orStale(recordBreach(problem, 'problem.response', setting));
    case 'whistleSignLapsed':
      return orStale(recordBreach(problem, 'problem.whistle-sign', setting));
    case 'whistleContactLapsed':
      return orStale(recordBreach(problem, 'problem.whistle-contact', setting));
    case 'resolutionLapsed':
      return resolutionLapsed(problem, setting);
    case 'reminderDue':
      return reminderDue(problem, setting);
    case 'verificationLapsed':
      return verificationLapsed(problem, setting);
    case 'timesOnAgendaReached':
      return timesOnAgendaReached(problem, event, setting);
    case 'meetingRuled':
      return meetingRuled(problem, event, setting);
    case 'leaderChanged':
      return leaderChanged(problem, event, setting);
    case 'decided':
      return decided(problem, event, setting);
    case 'decisionMoved':
      return decisionMoved(problem, event, setting);
    case 'decisionReleased':
      return decisionReleased(problem, event, setting);
    case 'decisionOverdue':
      return decisionOverdue(problem, event, setting);
    case 'calendarChanged':
      return calendarChanged(problem, setting);
  }
}

const orStale = (outcome: Outcome | null): Result<Outcome> | Stale => (outcome === null ? stale : ok(outcome));

const isBreachAlarm = (event: ProblemEvent): boolean =>
  event.type === 'responseLapsed' || event.type === 'whistleSignLapsed' || event.type === 'whistleContactLapsed';

function unchanged(problem: ProblemState, { ladder, calendar }: Setting): Decision {
  return {
    problem,
    entries: [],
    timers: pendingTimers(problem, ladder, calendar),
    notices: [],
    agenda: null,
    stale: true,
  };
}

/**
 * A problem not closed on the meeting's rung, on which no decision is being worked off, is a candidate for agendas. One
 * that goes to the principal because it was listed the third time stays on that agenda, where its third time belongs; so
 * does one that was decided on.
 */
function agendaChange(before: ProblemState, after: ProblemState, ladder: Ladder): Decision['agenda'] {
  const candidate = (problem: ProblemState): boolean =>
    asksForAgenda(problem) && rungOf(ladder, problem.rung).answeredBy === 'meeting';
  if (candidate(before) === candidate(after)) return null;
  if (candidate(after)) return 'enter';
  if (after.decision !== null && before.decision?.id !== after.decision.id) return null;
  return after.rung !== before.rung && after.passages.at(-1)?.how === 'thirdTime' ? null : 'leave';
}

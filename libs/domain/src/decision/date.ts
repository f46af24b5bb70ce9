import {
  accountUntil,
  addWorkdays,
  dateOf,
  sameOrNextWorkday,
  workEndsOn,
  workStartsOn,
  workdaysBetween,
} from '../calendar/index.js';
import type { Deadline, Instant, PlainDate, WorkCalendar } from '../calendar/index.js';
import type { DecisionTimer } from './followed.js';
import type { DecisionOccurrence } from './events.js';
import { isStanding } from './types.js';
import type { DecisionState, DecisionTimerKind } from './types.js';

type Dated = Pick<DecisionState, 'decidedDueOn' | 'extensions' | 'lostDays'>;

/**
 * The last day, as the calendar has it now. A day named by the meeting that is no workday lasts to the next one (期间末日逢
 * 节假日顺延); granted extensions, and the workdays between a claim in time and its failed check, are added in workdays.
 *
 * Named Sunday 2023-03-12 and two workdays granted: Monday the 13th, then Wednesday 2023-03-15.
 */
export function dueDay({ decidedDueOn, extensions, lostDays }: Dated, calendar: WorkCalendar): PlainDate {
  const granted = extensions.reduce((sum, { state, workdays }) => sum + (state === 'granted' ? workdays : 0), 0);
  const lost = lostDays.reduce((sum, { from, until }) => sum + workdaysBetween(calendar, from, until), 0);
  return addWorkdays(calendar, sameOrNextWorkday(calendar, decidedDueOn), granted + lost);
}

export const dueMoment = (dated: Dated, calendar: WorkCalendar): Instant =>
  workEndsOn(calendar, dueDay(dated, calendar));

/** From the day it was decided to the last day, day by day. */
export function dateAccount(decision: DecisionState, calendar: WorkCalendar): Deadline {
  const account = accountUntil(calendar, decision.decidedAt, dueDay(decision, calendar), decision.lostDays);
  return { ...account, dueAt: decision.dueAt };
}

export const hasRung = (decision: DecisionState, kind: DecisionTimerKind, due: Instant): boolean =>
  decision.firedAlarms.some((fired) => fired.kind === kind && fired.dueAt === due);

export const withRung = (
  decision: DecisionState,
  kind: DecisionTimerKind,
  due: Instant,
  now: Instant,
): DecisionState => ({ ...decision, firedAlarms: [...decision.firedAlarms, { kind, dueAt: due, at: now }] });

/** The event a timer of this kind rings in. */
export function alarmOf(kind: DecisionTimerKind): DecisionOccurrence {
  switch (kind) {
    case 'decision.reminder':
      return { type: 'reminderDue' };
    case 'decision.expiry':
      return { type: 'expired' };
    case 'decision.overdue':
      return { type: 'overdueAgain' };
    case 'decision.principal':
      return { type: 'principalDue' };
    case 'decision.verification':
      return { type: 'verificationLapsed' };
  }
}

/** Start of work some workdays before the last day; null when that had passed when the date was last set. */
export function reminderAt(decision: DecisionState, calendar: WorkCalendar): Instant | null {
  const day = addWorkdays(calendar, dateOf(decision.dueAt), -decision.ladder.reminderWorkdaysBefore);
  const moment = workStartsOn(calendar, day);
  const set = [decision.decidedAt, ...decision.extensions.map(({ decidedAt }) => decidedAt ?? 0)];
  return moment > Math.max(...set) ? moment : null;
}

/** When its units are next told that it is overdue: by the cool-down, at the start of work. */
export function overdueAgainAt(decision: DecisionState, calendar: WorkCalendar): Instant | null {
  if (decision.overdueAt === null) return null;
  const last = decision.firedAlarms.findLast(({ kind }) => kind === 'decision.overdue' || kind === 'decision.expiry');
  const from = dateOf(last?.at ?? decision.overdueAt);
  return workStartsOn(calendar, addWorkdays(calendar, from, decision.ladder.remindAgainWorkdays));
}

/** When, overdue and without progress since, it goes to the principal by itself. */
export function principalDueAt(decision: DecisionState, calendar: WorkCalendar): Instant | null {
  const { overdueAt, principalAt, progressedAt, ladder } = decision;
  if (overdueAt === null || principalAt !== null) return null;
  const since = dateOf(Math.max(overdueAt, progressedAt ?? 0) as Instant);
  return workEndsOn(calendar, addWorkdays(calendar, since, ladder.principalWorkdays));
}

/** Every alarm that should be pending for this state, and no other. */
export function pendingAlarms(decision: DecisionState, calendar: WorkCalendar): DecisionTimer[] {
  if (!isStanding(decision)) return [];
  const plans: DecisionTimer[] = [];
  const plan = (kind: DecisionTimerKind, due: Instant | null): void => {
    if (due !== null && !hasRung(decision, kind, due)) plans.push({ kind, dueAt: due });
  };
  if (decision.status === 'claimed') {
    // The verifier of the problem has that problem's clock.
    if (decision.problem?.answered !== true) plan('decision.verification', decision.verificationDueAt);
    return plans;
  }
  if (decision.overdueAt === null) {
    plan('decision.reminder', reminderAt(decision, calendar));
    plan('decision.expiry', decision.dueAt);
  } else {
    plan('decision.overdue', overdueAgainAt(decision, calendar));
    plan('decision.principal', principalDueAt(decision, calendar));
  }
  return plans;
}

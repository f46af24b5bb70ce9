import type { agendaItem, meeting, meetingSeries } from '#db/schema/index.js';
import { addDays, instantAt, type Instant, type PlainDate, type Weekday } from '#domain/calendar/index.js';
import { MEETING_RUNG, type MeetingRule, type Occurrence } from '#domain/meeting/index.js';
import type { MeetingName, ProblemState } from '#domain/ladder/index.js';

export type SeriesRow = typeof meetingSeries.$inferSelect;
export type MeetingRow = typeof meeting.$inferSelect;
export type AgendaItemRow = typeof agendaItem.$inferSelect;
export type StoredMeetingState = MeetingRow['state'];

/** An agenda of these meetings is still to be dealt with; a problem stands on one such agenda at most. */
export const STATES_NOT_OVER: readonly StoredMeetingState[] = ['agendaOpen', 'agendaLocked', 'inSession'];

/**
 * The agenda is locked a minute after the cut-off: alarms of the very moment of the cut-off are in time, and some
 * problems come to the meeting by just such an alarm.
 */
const LOCK_GRACE_MS = 60_000;

export function ruleOf(series: SeriesRow): MeetingRule {
  return {
    weekday: series.weekday as Weekday,
    startsAt: series.startsAt,
    beganOn: series.beganOn,
    cutOff: { workdaysBefore: series.cutOffWorkdaysBefore, at: series.cutOffAt },
    approval: { workdaysBefore: series.approvalWorkdaysBefore, at: series.approvalAt },
  };
}

/** Every alarm a meeting waits for in its present state. */
export function meetingTimers(
  meeting: Pick<MeetingRow, 'state' | 'cutOffAt' | 'heldOn'>,
): { kind: 'meeting.cut-off' | 'meeting.passed'; dueAt: Instant }[] {
  const passed = { kind: 'meeting.passed', dueAt: endOf(meeting.heldOn) } as const;
  if (meeting.state === 'agendaOpen') return [{ kind: 'meeting.cut-off', dueAt: locksAt(meeting) }, passed];
  return meeting.state === 'agendaLocked' ? [passed] : [];
}

/** When an agenda with this cut-off is locked. */
export function locksAt({ cutOffAt }: { readonly cutOffAt: Instant }): Instant {
  return (cutOffAt + LOCK_GRACE_MS) as Instant;
}

function endOf(day: PlainDate): Instant {
  return instantAt(addDays(day, 1), '00:00');
}

export function occurrenceOf(row: MeetingRow): Omit<Occurrence, 'provisional'> {
  const { number, year, heldOn, startsAt, cutOffAt, approvalDueAt, movedFrom, nominalDays } = row;
  return { number, year, on: heldOn, startsAt, cutOffAt, approvalDueAt, movedFrom, nominalDays };
}

export function meetingName({ meetingId, number, heldOn: on }: MeetingRow, series: SeriesRow): MeetingName {
  return { meetingId, series: series.name, seriesEn: series.nameEn, number, on };
}

/** Whether a problem asks to be on an agenda: not closed, on the meeting's rung. */
export function asksForMeeting({ status, rung }: Pick<ProblemState, 'status' | 'rung'>): boolean {
  return (status === 'open' || status === 'claimed') && rung === MEETING_RUNG;
}

/**
 * The moment by which a problem came to the meeting's rung, as the cut-off judges it: when its clock brought it there,
 * the moment the clock ran out, so that a late worker makes nobody miss a cut-off; otherwise when it was signed up.
 */
export function cameToMeetingAt({ passages, firedTimers }: Pick<ProblemState, 'passages' | 'firedTimers'>): Instant {
  const arrival = passages.findLast(({ rung }) => rung === MEETING_RUNG)!;
  if (arrival.how !== 'expired') return arrival.enteredAt;
  const alarm = firedTimers.findLast(({ kind, at }) => kind === 'problem.resolution' && at === arrival.enteredAt);
  return alarm?.dueAt ?? arrival.enteredAt;
}

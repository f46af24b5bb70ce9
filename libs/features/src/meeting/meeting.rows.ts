import type { agendaItem, meeting, meetingAttendance, meetingMinutes, meetingSeries } from '#db/schema/index.js';
import type { Instant, Weekday } from '#domain/calendar/index.js';
import {
  MEETING_RUNG,
  pendingMeetingTimers,
  type AgendaPlace,
  type MeetingCourse,
  type MeetingRule,
  type Occurrence,
  type OpenedMeetingState,
} from '#domain/meeting/index.js';
import { asksForAgenda, type MeetingName, type ProblemState } from '#domain/ladder/index.js';

export type SeriesRow = typeof meetingSeries.$inferSelect;
export type MeetingRow = typeof meeting.$inferSelect;
export type AgendaItemRow = typeof agendaItem.$inferSelect;
export type AttendanceRow = typeof meetingAttendance.$inferSelect;
export type MinutesRow = typeof meetingMinutes.$inferSelect;

/** An agenda of these meetings is still to be dealt with; a problem stands on one such agenda at most. */
export const STATES_NOT_OVER: readonly OpenedMeetingState[] = ['agendaOpen', 'agendaLocked', 'inSession'];

export function ruleOf(series: SeriesRow): MeetingRule {
  if (series.rule !== null) return { ...series.rule, calledOff: series.calledOff };
  return {
    weekday: series.weekday as Weekday,
    startsAt: series.startsAt,
    beganOn: series.beganOn,
    cutOff: { workdaysBefore: series.cutOffWorkdaysBefore, at: series.cutOffAt },
    approval: { workdaysBefore: series.approvalWorkdaysBefore, at: series.approvalAt },
    calledOff: series.calledOff,
  };
}

/** Every alarm a meeting waits for in its present state. */
export const meetingTimers = pendingMeetingTimers;

/** Where the meeting is on its way, as the rules ask for it. */
export function courseOf(row: MeetingRow): MeetingCourse {
  const { state, heldOn, startsAt, cutOffAt, approvalDueAt, approvedAt, startedAt, endedAt } = row;
  const current =
    row.currentItemId === null || row.currentSince === null
      ? null
      : { itemId: row.currentItemId, since: row.currentSince };
  return { state, heldOn, startsAt, cutOffAt, approvalDueAt, approvedAt, startedAt, endedAt, current };
}

export function occurrenceOf(row: MeetingRow): Omit<Occurrence, 'provisional'> {
  const { number, year, heldOn, startsAt, cutOffAt, approvalDueAt, movedFrom, nominalDays } = row;
  return { number, year, on: heldOn, startsAt, cutOffAt, approvalDueAt, movedFrom, nominalDays };
}

export function meetingName({ meetingId, number, heldOn: on }: MeetingRow, series: SeriesRow): MeetingName {
  return { meetingId, series: series.name, seriesEn: series.nameEn, number, on };
}

/**
 * Whether a problem asks to be on an agenda: not closed, on the meeting's rung, and not decided on. What is decided on
 * waits for its date, not for another meeting.
 */
export function asksForMeeting(problem: Pick<ProblemState, 'status' | 'rung' | 'decision'>): boolean {
  return asksForAgenda(problem) && problem.rung === MEETING_RUNG;
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

/** Where an item comes on an agenda that orders itself. A matter that is no problem has waited since it was put there. */
export function placeOf(
  { itemId: id, section, times, position, problemId, admittedAt }: AgendaItemRow,
  problems: ReadonlyMap<string, { readonly state: ProblemState }>,
): AgendaPlace & { readonly position: number } {
  const problem = problemId === null ? undefined : problems.get(problemId)?.state;
  const severity = problem?.severity ?? 'normal';
  const enteredAt = problem && cameToRung(problem) ? cameToMeetingAt(problem) : admittedAt;
  return { id, section, times, position, severity, enteredAt };
}

/** Whether it ever stood on the meeting's rung. */
export function cameToRung({ passages }: Pick<ProblemState, 'passages'>): boolean {
  return passages.some(({ rung }) => rung === MEETING_RUNG);
}

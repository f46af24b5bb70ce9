import type { Tx } from '#db/database.js';
import { formatInstant } from '#domain/calendar/index.js';
import { raiseNotices, skipOvertaken } from '#features/notice/index.js';
import type { LoadedProblem } from '#features/problem/index.js';
import type { MeetingRow, SeriesRow } from './meeting.rows.js';

export interface ListedProblem {
  readonly problem: LoadedProblem;
  readonly meeting: MeetingRow;
  readonly series: SeriesRow;
  readonly times: number;
}

/**
 * A problem's standing on an agenda changed: told to its office, leader and lead department, once per meeting; the chair
 * hears of an agenda when it is whole. Args: `number`, `title`, `project`, `series`, `seriesEn`, `meetingNumber`, `year`, `on`, `startsAt`,
 * `cutOffAt`, `place`, `times`.
 */
export async function tellOfListing(
  tx: Tx,
  rule: 'agenda.listed' | 'agenda.carried-over' | 'agenda.removed',
  listed: readonly ListedProblem[],
): Promise<void> {
  await raiseNotices(
    tx,
    listed.map(({ problem: { state, subject, project }, meeting, series, times }) => ({
      rule,
      subjectKind: 'problem',
      subjectId: state.id,
      period: `meeting-${meeting.meetingId}`,
      recipients: [
        { unit: state.projectOfficeId },
        ...(state.leaderId === null ? [] : [{ person: state.leaderId }]),
        ...(state.leadDepartmentId === null ? [] : [{ unit: state.leadDepartmentId }]),
      ],
      urgency: 'digest' as const,
      args: {
        by: null,
        number: subject.number,
        title: subject.title,
        project: project.name,
        times,
        ...meetingArgs(meeting, series),
      },
    })),
  );
}

/**
 * The agenda is fixed: told to the chair, who approves it, and to the coordinators; an empty one, which nobody has to
 * approve, to the coordinators alone, who may call the meeting off. Args as above, and `items`.
 */
export async function tellOfLock(tx: Tx, meeting: MeetingRow, series: SeriesRow, items: number): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'agenda.locked',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      period: 'locked',
      recipients: [...(items === 0 ? [] : [{ person: series.chairId }]), { role: 'coordinator' }],
      urgency: 'digest',
      args: { by: null, items, ...meetingArgs(meeting, series) },
    },
  ]);
}

/**
 * The chair has not approved by the moment they should: told at once, the coordinators with the morning. Nobody is
 * pressed to approve an empty agenda.
 */
export async function remindChair(tx: Tx, meeting: MeetingRow, series: SeriesRow, items: number): Promise<void> {
  if (items === 0) return;
  const about = {
    rule: 'agenda.approval-due' as const,
    subjectKind: 'meeting' as const,
    subjectId: meeting.meetingId,
    period: `due-${meeting.approvalDueAt}`,
    args: { by: null, items, ...meetingArgs(meeting, series) },
  };
  await raiseNotices(tx, [
    { ...about, recipients: [{ person: series.chairId }], urgency: 'now' },
    { ...about, recipients: [{ role: 'coordinator' }], urgency: 'digest' },
  ]);
}

/** Approved, begun, over or called off: a morning that still waits need not ask for the approval any more. */
export async function approvalAskedNoMore(tx: Tx, meetingIds: readonly string[]): Promise<void> {
  const rules = ['agenda.locked', 'agenda.approval-due'] as const;
  await skipOvertaken(
    tx,
    meetingIds.map((subjectId) => ({ subjectId, rules })),
  );
}

/** What every notice about a meeting says of it. */
export function meetingArgs(meeting: MeetingRow, series: SeriesRow) {
  return {
    meetingId: meeting.meetingId,
    series: series.name,
    seriesEn: series.nameEn,
    meetingNumber: meeting.number,
    year: meeting.year,
    on: meeting.heldOn,
    startsAt: formatInstant(meeting.startsAt),
    cutOffAt: formatInstant(meeting.cutOffAt),
    approvalDueAt: formatInstant(meeting.approvalDueAt),
    place: series.place,
    placeEn: series.placeEn || series.place,
  };
}

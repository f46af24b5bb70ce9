import type { Tx } from '#db/database.js';
import { raiseNotices } from '#features/notice/index.js';
import type { LoadedProblem } from '#features/problem/index.js';
import { projectParties } from '#features/project/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { meetingArgs } from './meeting.notices.js';
import { meetingsOfCarried } from './meeting-matters.queries.js';
import type { AgendaItemRow, MeetingRow, SeriesRow } from './meeting.rows.js';

/** An agenda changed after the chair had approved it: told at once, since it waits for them again. */
export async function tellOfApprovalFallen(
  tx: Tx,
  meeting: MeetingRow,
  series: SeriesRow,
  reason: string | null,
): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'agenda.approval-fell',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      period: `v${meeting.version}`,
      recipients: [{ person: series.chairId }],
      urgency: 'now',
      args: { reason, ...meetingArgs(meeting, series) },
    },
  ]);
}

/** An item was put off to a later meeting: told to those it concerns, who may have prepared for this one. */
export async function tellOfPostponed(
  tx: Tx,
  item: AgendaItemRow,
  problem: LoadedProblem | undefined,
  series: SeriesRow,
  reason: string,
): Promise<void> {
  const [to] = await meetingsOfCarried(tx, [item.itemId]);
  if (!to) return;
  await raiseNotices(tx, [
    {
      rule: 'agenda.postponed',
      subjectKind: item.problemId === null ? 'meeting' : 'problem',
      subjectId: item.problemId ?? to.meetingId,
      period: `item-${item.itemId}`,
      recipients: [{ person: series.chairId }, ...(await concerned(tx, item))],
      urgency: 'now',
      args: { reason, ...titleOf(item, problem), ...meetingArgs(to, series) },
    },
  ]);
}

export async function tellOfRemoved(
  tx: Tx,
  item: AgendaItemRow,
  problem: LoadedProblem | undefined,
  { meeting, series }: HeldMeeting,
  reason: string,
): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'agenda.removed',
      subjectKind: problem ? 'problem' : 'meeting',
      subjectId: problem?.state.id ?? meeting.meetingId,
      period: `item-${item.itemId}`,
      recipients: [{ person: series.chairId }, ...(await concerned(tx, item))],
      urgency: 'digest',
      args: { reason, ...titleOf(item, problem), ...meetingArgs(meeting, series) },
    },
  ]);
}

/** After the cut-off somebody asks for an addition: told to the chair at once. */
export async function tellOfRequest(
  tx: Tx,
  item: AgendaItemRow,
  { meeting, series }: HeldMeeting,
  title: { number: string; title: string },
): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'agenda.addition-asked',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      period: `item-${item.itemId}-v${item.version}`,
      recipients: [{ person: series.chairId }],
      urgency: 'now',
      args: { ...title, text: item.ask, reason: item.reason, ...meetingArgs(meeting, series) },
    },
  ]);
}

/** The chair decided on it: told to who asked and to the coordinators. */
export async function tellOfRequestDecided(
  tx: Tx,
  item: AgendaItemRow,
  { meeting, series }: HeldMeeting,
  { accepted, reason, ...title }: { accepted: boolean; reason: string | null; number: string; title: string },
): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'agenda.addition-decided',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      period: `item-${item.itemId}-v${item.version}`,
      recipients: [{ role: 'coordinator' }, ...(item.addedBy === null ? [] : [{ person: item.addedBy }])],
      urgency: 'now',
      args: { ...title, approved: accepted, reason, ...meetingArgs(meeting, series) },
    },
  ]);
}

/** Whom an item concerns beside the chair. */
async function concerned(tx: Tx, { projectId, presenterUnitId }: AgendaItemRow) {
  const project = projectId === null ? undefined : (await projectParties(tx, [projectId])).get(projectId);
  return [
    ...(presenterUnitId === null ? [] : [{ unit: presenterUnitId }]),
    ...(project
      ? [
          { unit: project.officeId },
          ...(project.leaderId === null ? [] : [{ person: project.leaderId }]),
          ...(project.leadDepartmentId === null ? [] : [{ unit: project.leadDepartmentId }]),
        ]
      : []),
  ];
}

/** How notices name an item. */
export function titleOf(item: Pick<AgendaItemRow, 'title'>, problem: LoadedProblem | undefined) {
  return { number: problem?.subject.number ?? '', title: problem?.subject.title ?? item.title };
}

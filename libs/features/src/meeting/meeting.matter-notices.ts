import type { Tx } from '#db/database.js';
import { raiseNotices } from '#features/notice/index.js';
import type { ProjectParties } from '#features/project/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { meetingArgs } from './meeting.notices.js';
import type { AgendaItemRow, MeetingRow, SeriesRow } from './meeting.rows.js';

/** A matter that is no problem, with whom it concerns. */
export interface ListedMatter {
  readonly item: AgendaItemRow;
  readonly meeting: MeetingRow;
  readonly series: SeriesRow;
  readonly project: ProjectParties | null;
}

/**
 * A matter came onto an agenda: told to its project's office, leader and lead department and to who presents it, once per
 * item. Args: those of a meeting, `title`, `project`, `text` (the ask), `times`.
 */
export async function tellOfMatters(
  tx: Tx,
  rule: 'agenda.matter-listed',
  matters: readonly ListedMatter[],
): Promise<void> {
  await raiseNotices(
    tx,
    matters.map(({ item, meeting, series, project }) => ({
      rule,
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      period: `item-${item.itemId}`,
      recipients: [
        ...(item.presenterUnitId === null ? [] : [{ unit: item.presenterUnitId }]),
        ...(project === null ? [] : partiesOf(project)),
      ],
      urgency: 'digest' as const,
      args: {
        by: null,
        title: item.title,
        project: project?.name ?? '',
        text: item.ask,
        times: item.times,
        ...meetingArgs(meeting, series),
      },
    })),
  );
}

/** A matter without a ladder that was referred up: told to the principal at once. */
export async function tellOfReferred(
  tx: Tx,
  { meeting, series }: HeldMeeting,
  items: readonly AgendaItemRow[],
): Promise<void> {
  const referred = items.filter(({ problemId, outcome }) => problemId === null && outcome?.kind === 'referredUp');
  await raiseNotices(
    tx,
    referred.map((item) => ({
      rule: 'meeting.matter-referred' as const,
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      period: `item-${item.itemId}`,
      recipients: [{ role: 'principal' as const }],
      urgency: 'now' as const,
      args: { title: item.title, reason: item.outcome?.note ?? '', ...meetingArgs(meeting, series) },
    })),
  );
}

function partiesOf({ officeId, leaderId, leadDepartmentId }: ProjectParties) {
  return [
    { unit: officeId },
    ...(leaderId === null ? [] : [{ person: leaderId }]),
    ...(leadDepartmentId === null ? [] : [{ unit: leadDepartmentId }]),
  ];
}

import type { Tx } from '#db/database.js';
import type { Recipient } from '#domain/ladder/index.js';
import { raiseNotices } from '#features/notice/index.js';
import { projectParties } from '#features/project/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { meetingArgs } from './meeting.notices.js';
import type { AgendaRow } from './meeting.queries.js';

/**
 * A meeting is not held: told at once to the chair, the coordinators, and to everybody with a matter on its agenda, each
 * with theirs, once. Args: those of the meeting that has the agenda now; `on` is the day that falls out.
 */
export async function tellOfCancellation(
  tx: Tx,
  { meeting }: HeldMeeting,
  next: HeldMeeting,
  agenda: readonly AgendaRow[],
  reason: string,
): Promise<void> {
  const parties = await projectParties(
    tx,
    agenda.flatMap(({ project }) => project?.id ?? []),
  );
  const theirs = new Map<string, { to: Recipient; problems: object[] }>();
  const concerns = (to: Recipient, row: AgendaRow) => {
    const key = JSON.stringify(to);
    const known = theirs.get(key) ?? { to, problems: [] };
    const title = row.problem?.title ?? row.item.title;
    known.problems.push({ number: row.problem?.number ?? '', title, from: '', to: '' });
    theirs.set(key, known);
  };
  for (const row of agenda) {
    const project = parties.get(row.project?.id ?? '');
    const lead = row.problem?.leadDepartmentId ?? project?.leadDepartmentId ?? null;
    const units = new Set([project?.officeId, lead, row.item.presenterUnitId]);
    for (const unit of units) if (unit) concerns({ unit }, row);
    if (project?.leaderId) concerns({ person: project.leaderId }, row);
  }
  const about = {
    rule: 'meeting.cancelled' as const,
    subjectKind: 'meeting' as const,
    subjectId: meeting.meetingId,
    period: 'cancelled',
    urgency: 'now' as const,
  };
  const args = { reason, ...meetingArgs(next.meeting, next.series), on: meeting.heldOn };
  await raiseNotices(tx, [
    ...[...theirs.values()].map(({ to, problems }) => ({
      ...about,
      recipients: [to],
      args: { ...args, problems: problems.slice(0, 20), problemCount: problems.length },
    })),
    {
      ...about,
      recipients: [{ person: next.series.chairId }, { role: 'coordinator' as const }],
      args: { ...args, problems: [], problemCount: 0 },
    },
  ]);
}

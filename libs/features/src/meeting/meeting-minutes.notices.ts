import type { Tx } from '#db/database.js';
import { raiseNotices } from '#features/notice/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { meetingArgs } from './meeting.notices.js';
import { selectAgenda } from './meeting.queries.js';

/**
 * The minutes are out: each unit that has something to do by them is told once, with all of it; then those whose matters
 * were dealt with, and the chair, who have read of it already when they belong to such a unit. A correction is told to
 * the same people, once per edition. Args: those of a meeting, `problems` (number, title, day), `problemCount`.
 */
export async function tellOfMinutes(
  tx: Tx,
  { meeting, series }: HeldMeeting,
  edition: number,
  reason: string | null,
): Promise<void> {
  const rows = (await selectAgenda(tx, meeting.meetingId, { kind: 'district' })).filter(
    ({ item: { state } }) => state === 'listed' || state === 'carriedOver',
  );
  const tasks = new Map<string, { number: string; title: string; from: string; to: string }[]>();
  for (const { item } of rows) {
    if (item.outcome?.kind !== 'decision') continue;
    for (const { recorded, text, leadUnitId, handlingUnitIds, assistingUnitIds, dueOn } of item.outcome.decisions)
      for (const unitId of [leadUnitId, ...handlingUnitIds, ...assistingUnitIds])
        tasks.set(unitId, [
          ...(tasks.get(unitId) ?? []),
          { number: recorded?.number ?? '', title: text.slice(0, 60), from: '', to: dueOn },
        ]);
  }
  const about = {
    rule: edition === 1 ? ('minutes.published' as const) : ('minutes.corrected' as const),
    subjectKind: 'meeting' as const,
    subjectId: meeting.meetingId,
    period: `edition-${edition}`,
    urgency: 'digest' as const,
  };
  const args = { times: edition, reason, ...meetingArgs(meeting, series) };
  const others = rows.flatMap(({ office, leadDepartment, presenterUnit }) => [office, leadDepartment, presenterUnit]);
  // One who is meant by several of these is told by the first: one notice for each person and edition.
  await raiseNotices(tx, [
    ...[...tasks].map(([unit, problems]) => ({
      ...about,
      recipients: [{ unit }],
      args: { ...args, problems, problemCount: problems.length },
    })),
    {
      ...about,
      recipients: [{ person: series.chairId }, ...others.flatMap((unit) => (unit ? [{ unit: unit.id }] : []))],
      args: { ...args, problems: [], problemCount: 0 },
    },
  ]);
}

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { agendaItem, meetingAttendance, meeting, unit } from '#db/schema/index.js';
import { nextPosition } from './meeting.repository.js';
import type { AgendaItemRow, AttendanceRow, MeetingRow } from './meeting.rows.js';

/** The item, locked. The caller holds its meeting. */
export async function lockItem(tx: Tx, meetingId: string, itemId: string): Promise<AgendaItemRow | undefined> {
  const [row] = await tx.sql
    .select()
    .from(agendaItem)
    .where(
      and(eq(agendaItem.districtId, tx.districtId), eq(agendaItem.meetingId, meetingId), eq(agendaItem.itemId, itemId)),
    )
    .for('update');
  return row;
}

/** The item as it is, to know which problem to lock before it. */
export async function findItem(tx: Tx, meetingId: string, itemId: string): Promise<AgendaItemRow | undefined> {
  const [row] = await tx.sql
    .select()
    .from(agendaItem)
    .where(
      and(eq(agendaItem.districtId, tx.districtId), eq(agendaItem.meetingId, meetingId), eq(agendaItem.itemId, itemId)),
    );
  return row;
}

export type ItemChange = Partial<
  Pick<
    AgendaItemRow,
    | 'section'
    | 'title'
    | 'titleEn'
    | 'ask'
    | 'answer'
    | 'minutes'
    | 'presenterUnitId'
    | 'presenter'
    | 'state'
    | 'reason'
    | 'position'
    | 'times'
    | 'outcomeKind'
    | 'outcome'
    | 'outcomeAt'
    | 'outcomeBy'
  >
>;

/** A new version of a locked item. */
export async function changeItem(tx: Tx, itemId: string, change: ItemChange): Promise<AgendaItemRow> {
  const [row] = await tx.sql
    .update(agendaItem)
    .set({ ...change, version: sql`${agendaItem.version} + 1` })
    .where(and(eq(agendaItem.districtId, tx.districtId), eq(agendaItem.itemId, itemId)))
    .returning();
  return row!;
}

type UnitKind = (typeof unit.$inferSelect)['kind'];

/** Which of these units are there, of these kinds if some are named. */
export async function unitsThere(
  tx: Tx,
  unitIds: readonly string[],
  kinds?: readonly UnitKind[],
): Promise<Set<string>> {
  if (unitIds.length === 0) return new Set();
  const rows = await tx.sql
    .select({ id: unit.unitId })
    .from(unit)
    .where(
      and(
        eq(unit.districtId, tx.districtId),
        inArray(unit.unitId, [...new Set(unitIds)]),
        kinds && inArray(unit.kind, [...kinds]),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

export type NewAttendance = Pick<AttendanceRow, 'unitId' | 'personId' | 'name' | 'standing' | 'reason'>;

/** The list of attendance as it is from now on; answers its version. The caller holds the meeting. */
export async function replaceAttendance(tx: Tx, meetingId: string, entries: readonly NewAttendance[]): Promise<number> {
  const ofMeeting = and(eq(meetingAttendance.districtId, tx.districtId), eq(meetingAttendance.meetingId, meetingId));
  await tx.sql.delete(meetingAttendance).where(ofMeeting);
  if (entries.length > 0) {
    await tx.sql.insert(meetingAttendance).values(
      entries.map((entry, index) => ({
        ...entry,
        districtId: tx.districtId,
        meetingId,
        attendanceId: newId(),
        position: index + 1,
      })),
    );
  }
  const [row] = await tx.sql
    .update(meeting)
    .set({ attendanceVersion: sql`${meeting.attendanceVersion} + 1` })
    .where(and(eq(meeting.districtId, tx.districtId), eq(meeting.meetingId, meetingId)))
    .returning({ version: meeting.attendanceVersion });
  return row!.version;
}

/** What was asked for and not decided on by the end of the meeting has lapsed. */
export async function closeRequests(tx: Tx, meetingId: string): Promise<void> {
  await tx.sql
    .update(agendaItem)
    .set({ state: 'declined', version: sql`${agendaItem.version} + 1` })
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        eq(agendaItem.meetingId, meetingId),
        eq(agendaItem.state, 'requested'),
      ),
    );
}

/**
 * What stands on a meeting's agenda goes over to another's, as the same time on an agenda: in its own order where that one
 * still orders itself, else behind what is there. Answers the items that went. The caller holds both meetings.
 */
export async function handOver(
  tx: Tx,
  fromId: string,
  into: Pick<MeetingRow, 'meetingId' | 'state'>,
): Promise<string[]> {
  // Had the other listed and removed the same problem before, that row gives way: a problem stands there once.
  await tx.sql.execute(sql`
    delete from ${agendaItem} gone using ${agendaItem} coming
    where gone.district_id = ${tx.districtId} and gone.meeting_id = ${into.meetingId} and gone.state <> 'listed'
      and coming.district_id = gone.district_id and coming.meeting_id = ${fromId} and coming.state in ('listed', 'requested')
      and coming.problem_id = gone.problem_id`);
  const behind = into.state === 'agendaOpen' ? sql`0` : sql`${await nextPosition(tx, into.meetingId)} - 1 + place.nth`;
  const moved = await tx.sql.execute<{ item_id: string }>(sql`
    update ${agendaItem} item set meeting_id = ${into.meetingId}, state = 'listed', position = ${behind},
      version = item.version + 1
    from (select item_id, (row_number() over (order by position, item_id))::int as nth from ${agendaItem}
      where district_id = ${tx.districtId} and meeting_id = ${fromId} and state in ('listed', 'requested')) as place
    where item.district_id = ${tx.districtId} and item.item_id = place.item_id
    returning item.item_id`);
  return moved.rows.map((row) => row.item_id);
}

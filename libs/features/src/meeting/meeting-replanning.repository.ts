import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { agendaItem, meeting } from '#db/schema/index.js';
import type { Occurrence, Replanned } from '#domain/meeting/index.js';
import { announceMeetings, planTimers } from './meeting.repository.js';
import type { MeetingRow } from './meeting.rows.js';

/** The announced meetings that have not begun, locked. */
export async function lockAnnounced(tx: Tx): Promise<MeetingRow[]> {
  return tx.sql
    .select()
    .from(meeting)
    .where(
      and(
        eq(meeting.districtId, tx.districtId),
        inArray(meeting.state, ['agendaOpen', 'agendaLocked']),
        gt(meeting.startsAt, tx.now),
      ),
    )
    .orderBy(asc(meeting.meetingId))
    .for('update');
}

/** What stands on the agendas of absorbed meetings goes over to the one that stays, as the same time on an agenda. */
export async function absorb(tx: Tx, changes: readonly Replanned[]): Promise<void> {
  const pairs = changes.flatMap(({ meetingId, absorbs }) => absorbs.map((from) => ({ from, into: meetingId })));
  if (pairs.length === 0) return;
  const from = sql.param(pairs.map((pair) => pair.from));
  const into = sql.param(pairs.map((pair) => pair.into));
  const over = sql`unnest(${from}::uuid[], ${into}::uuid[]) as over (from_id, into_id)`;
  // Had the one that stays listed and removed the same problem before, that row gives way: a problem stands there once.
  await tx.sql.execute(sql`
    delete from ${agendaItem} gone using ${agendaItem} coming, ${over}
    where gone.district_id = ${tx.districtId} and gone.meeting_id = over.into_id and gone.state <> 'listed'
      and coming.district_id = gone.district_id and coming.meeting_id = over.from_id and coming.state = 'listed'
      and coming.problem_id = gone.problem_id`);
  await tx.sql.execute(sql`
    update ${agendaItem} item set meeting_id = over.into_id, position = 0
    from ${over}
    where item.district_id = ${tx.districtId} and item.meeting_id = over.from_id and item.state = 'listed'`);
  const cancelled = await tx.sql
    .update(meeting)
    .set({ state: 'cancelled', version: sql`${meeting.version} + 1` })
    .where(
      and(
        eq(meeting.districtId, tx.districtId),
        inArray(
          meeting.meetingId,
          pairs.map((pair) => pair.from),
        ),
      ),
    )
    .returning();
  await planTimers(tx, cancelled);
  await announceMeetings(tx, cancelled);
}

/** Where and when a meeting is held now, as a new version of it; its alarms are the caller's. */
export async function placeMeeting(
  tx: Tx,
  meetingId: string,
  to: Occurrence,
  state: MeetingRow['state'],
): Promise<MeetingRow> {
  const [row] = await tx.sql
    .update(meeting)
    .set({
      year: to.year,
      number: to.number,
      heldOn: to.on,
      startsAt: to.startsAt,
      cutOffAt: to.cutOffAt,
      approvalDueAt: to.approvalDueAt,
      movedFrom: to.movedFrom,
      nominalDays: [...to.nominalDays],
      state,
      version: sql`${meeting.version} + 1`,
    })
    .where(and(eq(meeting.districtId, tx.districtId), eq(meeting.meetingId, meetingId)))
    .returning();
  return row!;
}

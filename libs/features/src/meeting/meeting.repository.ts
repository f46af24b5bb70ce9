import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { announceChanges } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { agendaItem, meeting, meetingSeries, problem } from '#db/schema/index.js';
import { MEETING_RUNG, type Occurrence } from '#domain/meeting/index.js';
import { timers } from '#jobs/index.js';
import { meetingTimers, STATES_NOT_OVER, type AgendaItemRow, type MeetingRow, type SeriesRow } from './meeting.rows.js';

export async function allSeries(tx: Tx): Promise<SeriesRow[]> {
  return tx.sql
    .select()
    .from(meetingSeries)
    .where(eq(meetingSeries.districtId, tx.districtId))
    .orderBy(asc(meetingSeries.weekday), asc(meetingSeries.seriesId));
}

/**
 * The meeting's row for an occurrence, made when it is not there yet, with its alarms. An opened meeting stays as it
 * was announced, also when the rule or the calendar would place it differently now.
 */
export async function openMeeting(tx: Tx, series: SeriesRow, occurrence: Occurrence): Promise<MeetingRow> {
  const inserted = await tx.sql
    .insert(meeting)
    .values({
      districtId: tx.districtId,
      meetingId: newId(),
      seriesId: series.seriesId,
      year: occurrence.year,
      number: occurrence.number,
      heldOn: occurrence.on,
      startsAt: occurrence.startsAt,
      cutOffAt: occurrence.cutOffAt,
      approvalDueAt: occurrence.approvalDueAt,
      movedFrom: occurrence.movedFrom,
      nominalDays: [...occurrence.nominalDays],
      state: 'agendaOpen',
    })
    .onConflictDoNothing({
      target: [meeting.districtId, meeting.seriesId, meeting.heldOn],
      where: sql`state <> 'cancelled'`,
    })
    .returning();
  const opened = inserted[0];
  if (opened) {
    await planTimers(tx, [opened]);
    await announceMeetings(tx, [opened]);
    return opened;
  }
  const [found] = await tx.sql
    .select()
    .from(meeting)
    .where(
      and(
        eq(meeting.districtId, tx.districtId),
        eq(meeting.seriesId, series.seriesId),
        eq(meeting.heldOn, occurrence.on),
        ne(meeting.state, 'cancelled'),
      ),
    );
  return found!;
}

export async function planTimers(tx: Tx, meetings: readonly MeetingRow[]): Promise<void> {
  await timers.plan(
    tx,
    meetings.map((row) => ({
      subjectKind: 'meeting',
      subjectId: row.meetingId,
      subjectVersion: row.version,
      timers: meetingTimers(row),
    })),
  );
}

export async function announceMeetings(tx: Tx, meetings: readonly MeetingRow[]): Promise<void> {
  await announceChanges(
    tx,
    meetings.map(({ meetingId, version }) => ({ subject: 'meeting', id: meetingId, version })),
  );
}

/** The meetings, locked in the order of their ids. Whoever needs problems locked as well locks those first. */
export async function lockMeetings(tx: Tx, meetingIds: readonly string[]): Promise<Map<string, MeetingRow>> {
  if (meetingIds.length === 0) return new Map();
  const rows = await tx.sql
    .select()
    .from(meeting)
    .where(and(eq(meeting.districtId, tx.districtId), inArray(meeting.meetingId, [...new Set(meetingIds)])))
    .orderBy(asc(meeting.meetingId))
    .for('update');
  return new Map(rows.map((row) => [row.meetingId, row]));
}

/** A new version of locked meetings, in the given state if one is given, with the alarms of that state. */
export async function touchMeetings(
  tx: Tx,
  meetingIds: readonly string[],
  state?: MeetingRow['state'],
): Promise<MeetingRow[]> {
  if (meetingIds.length === 0) return [];
  const rows = await tx.sql
    .update(meeting)
    .set({ version: sql`${meeting.version} + 1`, ...(state && { state }) })
    .where(and(eq(meeting.districtId, tx.districtId), inArray(meeting.meetingId, [...new Set(meetingIds)])))
    .returning();
  if (state) await planTimers(tx, rows);
  await announceMeetings(tx, rows);
  return rows;
}

/** `position` 0 = the agenda orders itself when it is looked at, and is fixed when it is locked. */
export type NewItem = Omit<typeof agendaItem.$inferInsert, 'districtId' | 'itemId' | 'admittedAt'>;

/**
 * Puts matters on agendas; answers those that were taken. A problem that was on that agenda before, in any state, is not,
 * nor an offer that was taken before (same section, subject and period).
 */
export async function insertItems(tx: Tx, items: readonly NewItem[]): Promise<AgendaItemRow[]> {
  if (items.length === 0) return [];
  return tx.sql
    .insert(agendaItem)
    .values(
      items.map((item) => ({
        ...item,
        subjectId: item.problemId ?? item.subjectId ?? null,
        districtId: tx.districtId,
        itemId: newId(),
        admittedAt: tx.now,
      })),
    )
    .onConflictDoNothing()
    .returning();
}

/** Lists again what had been taken off the same agenda: it is the same time on it, not another one. */
export async function relistItem(tx: Tx, meetingId: string, problemId: string): Promise<boolean> {
  const relisted = await tx.sql
    .update(agendaItem)
    .set({ state: 'listed', reason: null, version: sql`${agendaItem.version} + 1` })
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        eq(agendaItem.meetingId, meetingId),
        eq(agendaItem.problemId, problemId),
        inArray(agendaItem.state, ['removed', 'declined', 'requested']),
      ),
    )
    .returning({ itemId: agendaItem.itemId });
  return relisted.length > 0;
}

export async function setItemState(tx: Tx, itemIds: readonly string[], state: AgendaItemRow['state']): Promise<void> {
  if (itemIds.length === 0) return;
  await tx.sql
    .update(agendaItem)
    .set({ state, version: sql`${agendaItem.version} + 1` })
    .where(and(eq(agendaItem.districtId, tx.districtId), inArray(agendaItem.itemId, [...itemIds])));
}

/** The place after the last one of a fixed agenda. */
export async function nextPosition(tx: Tx, meetingId: string): Promise<number> {
  const [row] = await tx.sql
    .select({ last: sql<number>`coalesce(max(${agendaItem.position}), 0)` })
    .from(agendaItem)
    .where(and(eq(agendaItem.districtId, tx.districtId), eq(agendaItem.meetingId, meetingId)));
  return (row?.last ?? 0) + 1;
}

/** Fixes the places of an agenda: the items in the given order, from 1. */
export async function fixPositions(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await tx.sql.execute(sql`
    update ${agendaItem} set position = place.position
    from unnest(${sql.param([...itemIds])}::uuid[]) with ordinality as place(item_id, position)
    where ${agendaItem.districtId} = ${tx.districtId} and ${agendaItem.itemId} = place.item_id`);
}

export async function listedItems(tx: Tx, meetingIds: readonly string[]): Promise<AgendaItemRow[]> {
  if (meetingIds.length === 0) return [];
  return tx.sql
    .select()
    .from(agendaItem)
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        inArray(agendaItem.meetingId, [...meetingIds]),
        eq(agendaItem.state, 'listed'),
      ),
    )
    .orderBy(asc(agendaItem.position), asc(agendaItem.itemId));
}

/** Items by which these problems stand on an agenda that is not over. */
export async function standingItems(tx: Tx, problemIds: readonly string[]): Promise<AgendaItemRow[]> {
  if (problemIds.length === 0) return [];
  const rows = await tx.sql
    .select({ item: agendaItem })
    .from(agendaItem)
    .innerJoin(meeting, and(eq(meeting.districtId, agendaItem.districtId), eq(meeting.meetingId, agendaItem.meetingId)))
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        inArray(agendaItem.problemId, [...problemIds]),
        eq(agendaItem.state, 'listed'),
        inArray(meeting.state, [...STATES_NOT_OVER]),
      ),
    );
  return rows.map(({ item }) => item);
}

/** Problems that ask for a meeting and stand on no agenda that is not over. */
export async function unlistedCandidates(tx: Tx): Promise<string[]> {
  const rows = await tx.sql
    .select({ id: problem.problemId })
    .from(problem)
    .where(
      and(
        eq(problem.districtId, tx.districtId),
        eq(problem.rung, MEETING_RUNG),
        inArray(problem.status, ['open', 'claimed']),
        isNull(problem.decisionId),
        sql`not exists (
          select 1 from ${agendaItem} i
          join ${meeting} m on m.district_id = i.district_id and m.meeting_id = i.meeting_id
          where i.district_id = ${problem.districtId} and i.problem_id = ${problem.problemId}
            and i.state = 'listed' and m.state in ${[...STATES_NOT_OVER]})`,
      ),
    )
    .orderBy(asc(problem.problemId));
  return rows.map(({ id }) => id);
}

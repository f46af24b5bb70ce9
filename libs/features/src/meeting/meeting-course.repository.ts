import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { agendaItem, meeting, meetingSeries } from '#db/schema/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { MeetingCourse } from '#domain/meeting/index.js';
import { announceMeetings, planTimers } from './meeting.repository.js';
import type { MeetingRow } from './meeting.rows.js';

/** A step of a locked meeting on its way, as a new version of it, with the alarms of where it is now. */
export async function saveCourse(
  tx: Tx,
  meetingId: string,
  course: MeetingCourse,
  more: Partial<Pick<MeetingRow, 'approvedBy' | 'startedBy' | 'endedBy' | 'cancelReason' | 'handedToId'>> = {},
): Promise<MeetingRow> {
  const { state, approvedAt, startedAt, endedAt, current } = course;
  const [row] = await tx.sql
    .update(meeting)
    .set({
      state,
      approvedAt,
      startedAt,
      endedAt,
      currentItemId: current?.itemId ?? null,
      currentSince: current?.since ?? null,
      version: sql`${meeting.version} + 1`,
      ...more,
    })
    .where(and(eq(meeting.districtId, tx.districtId), eq(meeting.meetingId, meetingId)))
    .returning();
  await planTimers(tx, [row!]);
  await announceMeetings(tx, [row!]);
  return row!;
}

/** Adds to the time an item was dealt with. */
export async function addTimeSpent(tx: Tx, itemId: string, seconds: number): Promise<void> {
  await tx.sql
    .update(agendaItem)
    .set({ spentSeconds: sql`${agendaItem.spentSeconds} + ${seconds}` })
    .where(and(eq(agendaItem.districtId, tx.districtId), eq(agendaItem.itemId, itemId)));
}

/** From now on the series does not meet for these nominal days. */
export async function callOff(tx: Tx, seriesId: string, nominalDays: readonly PlainDate[]): Promise<void> {
  await tx.sql
    .update(meetingSeries)
    .set({
      calledOff: sql`(select jsonb_agg(distinct day order by day) from jsonb_array_elements(
        ${meetingSeries.calledOff} || ${JSON.stringify(nominalDays)}::jsonb) as days(day))`,
      version: sql`${meetingSeries.version} + 1`,
    })
    .where(and(eq(meetingSeries.districtId, tx.districtId), eq(meetingSeries.seriesId, seriesId)));
}

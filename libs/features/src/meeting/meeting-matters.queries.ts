import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { agendaItem, meeting } from '#db/schema/index.js';
import { STATES_NOT_OVER, type AgendaItemRow } from './meeting.rows.js';

interface Offered {
  readonly section: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly period: string;
}

/** One subject in one section; with the period, one offer. */
export function matterKey(
  { section, subjectKind, subjectId }: { section: string; subjectKind: string; subjectId: string | null },
  period: string | null = null,
): string {
  return [section, subjectKind, subjectId, period ?? ''].join(' ');
}

/** The items, on whatever agenda, by which these very offers were taken before. */
export async function offeredBefore(tx: Tx, offers: readonly Offered[]): Promise<Map<string, AgendaItemRow>> {
  const rows = await tx.sql
    .select()
    .from(agendaItem)
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        inArray(agendaItem.subjectId, [...new Set(offers.map(({ subjectId }) => subjectId))]),
        inArray(agendaItem.period, [...new Set(offers.map(({ period }) => period))]),
      ),
    );
  return new Map(rows.map((row) => [matterKey(row, row.period), row]));
}

/** The items by which these subjects wait on an agenda that is not over, by section. */
export async function standingMatters(
  tx: Tx,
  offers: readonly Pick<Offered, 'subjectId'>[],
): Promise<Map<string, AgendaItemRow>> {
  const rows = await tx.sql
    .select({ item: agendaItem })
    .from(agendaItem)
    .innerJoin(meeting, and(eq(meeting.districtId, agendaItem.districtId), eq(meeting.meetingId, agendaItem.meetingId)))
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        inArray(agendaItem.subjectId, [...new Set(offers.map(({ subjectId }) => subjectId))]),
        eq(agendaItem.state, 'listed'),
        sql`${agendaItem.outcomeKind} is null`,
        inArray(meeting.state, [...STATES_NOT_OVER]),
      ),
    );
  return new Map(rows.map(({ item }) => [matterKey(item), item]));
}

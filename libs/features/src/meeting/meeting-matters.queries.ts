import { and, asc, eq, inArray, max, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { agendaItem, meeting } from '#db/schema/index.js';
import { STATES_NOT_OVER, type AgendaItemRow, type MeetingRow } from './meeting.rows.js';

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

/** The meetings to whose agendas these items were carried or put off. */
export async function meetingsOfCarried(tx: Tx, itemIds: readonly string[]): Promise<MeetingRow[]> {
  const rows = await tx.sql
    .selectDistinct({ meeting })
    .from(agendaItem)
    .innerJoin(meeting, and(eq(meeting.districtId, agendaItem.districtId), eq(meeting.meetingId, agendaItem.meetingId)))
    .where(and(eq(agendaItem.districtId, tx.districtId), inArray(agendaItem.carriedFromId, [...itemIds])));
  return rows.map((row) => row.meeting);
}

interface StandingAgenda {
  readonly meeting: MeetingRow;
  readonly items: AgendaItemRow[];
  /** The decisions that stand on any agenda of the series that is not over. */
  readonly standing: ReadonlySet<string>;
}

/** The agendas of the given states that are still to come, the next of each series only unless more states are asked for. */
export async function openAgendasToList(
  tx: Tx,
  states: readonly ('agendaOpen' | 'agendaLocked')[] = ['agendaOpen'],
): Promise<StandingAgenda[]> {
  const rows = await tx.sql
    .select({ meeting, item: agendaItem })
    .from(meeting)
    .leftJoin(
      agendaItem,
      and(
        eq(agendaItem.districtId, meeting.districtId),
        eq(agendaItem.meetingId, meeting.meetingId),
        eq(agendaItem.state, 'listed'),
        eq(agendaItem.subjectKind, 'decision'),
      ),
    )
    .where(and(eq(meeting.districtId, tx.districtId), inArray(meeting.state, [...STATES_NOT_OVER])))
    .orderBy(asc(meeting.startsAt), asc(meeting.meetingId));
  const standing = new Set(rows.flatMap(({ item }) => item?.decisionId ?? []));
  const agendas = new Map<string, StandingAgenda>();
  for (const { meeting: row, item } of rows) {
    const known = agendas.get(row.meetingId) ?? { meeting: row, items: [], standing };
    if (item) known.items.push(item);
    agendas.set(row.meetingId, known);
  }
  const wanted = [...agendas.values()].filter(
    ({ meeting: { state, startsAt } }) => (states as readonly string[]).includes(state) && startsAt > tx.now,
  );
  if (states.length > 1) return wanted;
  const first = new Map<string, StandingAgenda>();
  for (const each of wanted) if (!first.has(each.meeting.seriesId)) first.set(each.meeting.seriesId, each);
  return [...first.values()];
}

/** How often these decisions have stood on an agenda. */
export async function timesOfDecisions(tx: Tx, decisionIds: readonly string[]): Promise<Map<string, number>> {
  if (decisionIds.length === 0) return new Map();
  const rows = await tx.sql
    .select({ id: agendaItem.decisionId, times: max(agendaItem.times) })
    .from(agendaItem)
    .where(and(eq(agendaItem.districtId, tx.districtId), inArray(agendaItem.decisionId, [...decisionIds])))
    .groupBy(agendaItem.decisionId);
  return new Map(rows.flatMap(({ id, times }) => (id === null ? [] : [[id, times ?? 0] as const])));
}

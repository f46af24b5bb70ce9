import { and, asc, between, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { agendaItem, meeting, meetingSeries, person, problem, project, unit } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import { problemsInScope } from '#features/problem/index.js';
import type { MeetingsQuery } from './meeting.dto.js';
import type { MeetingRow, SeriesRow } from './meeting.rows.js';

const office = alias(unit, 'office');
const department = alias(unit, 'department');

export async function selectSeries(
  tx: Tx,
  seriesId?: string,
): Promise<{ series: SeriesRow; chair: { id: string; name: string } }[]> {
  return tx.sql
    .select({ series: meetingSeries, chair: { id: person.personId, name: person.name } })
    .from(meetingSeries)
    .innerJoin(person, and(eq(person.districtId, meetingSeries.districtId), eq(person.personId, meetingSeries.chairId)))
    .where(
      and(eq(meetingSeries.districtId, tx.districtId), seriesId ? eq(meetingSeries.seriesId, seriesId) : undefined),
    )
    .orderBy(asc(meetingSeries.weekday), asc(meetingSeries.seriesId));
}

/** The opened meetings held from `from` to `to`, both inclusive. */
export async function openedMeetings(
  tx: Tx,
  seriesIds: readonly string[],
  from: PlainDate,
  to: PlainDate,
): Promise<MeetingRow[]> {
  if (seriesIds.length === 0) return [];
  return tx.sql
    .select()
    .from(meeting)
    .where(
      and(
        eq(meeting.districtId, tx.districtId),
        inArray(meeting.seriesId, [...seriesIds]),
        between(meeting.heldOn, from, to),
      ),
    )
    .orderBy(asc(meeting.heldOn));
}

export interface MeetingWithSeries {
  readonly meeting: MeetingRow;
  readonly series: SeriesRow;
  readonly items: number;
}

/** A page of opened meetings, the latest first, one row more than asked for. */
export async function selectMeetings(
  tx: Tx,
  { seriesId, state, limit }: Pick<MeetingsQuery, 'seriesId' | 'state' | 'limit'>,
  after: { startsAt: Instant; id: string } | undefined,
): Promise<MeetingWithSeries[]> {
  return joined(tx)
    .where(
      and(
        eq(meeting.districtId, tx.districtId),
        seriesId ? eq(meeting.seriesId, seriesId) : undefined,
        state && eq(meeting.state, state),
        after &&
          sql`(${meeting.startsAt}, ${meeting.meetingId}) < (${sql.param(after.startsAt, meeting.startsAt)}, ${after.id})`,
      ),
    )
    .orderBy(desc(meeting.startsAt), desc(meeting.meetingId))
    .limit(limit + 1);
}

export async function selectMeeting(tx: Tx, meetingId: string): Promise<MeetingWithSeries | undefined> {
  const [row] = await joined(tx).where(and(eq(meeting.districtId, tx.districtId), eq(meeting.meetingId, meetingId)));
  return row;
}

function joined(tx: Tx) {
  return tx.sql
    .select({
      meeting,
      series: meetingSeries,
      items: sql<number>`(select count(*)::int from ${agendaItem} i where i.district_id = ${meeting.districtId}
        and i.meeting_id = ${meeting.meetingId} and i.state <> 'removed')`,
    })
    .from(meeting)
    .innerJoin(
      meetingSeries,
      and(eq(meetingSeries.districtId, meeting.districtId), eq(meetingSeries.seriesId, meeting.seriesId)),
    )
    .$dynamic();
}

/** What stands on a meeting's agenda, as far as the scope reaches, by its fixed place. */
export async function selectAgenda(tx: Tx, meetingId: string, scope: Scope) {
  return tx.sql
    .select({
      item: agendaItem,
      problem,
      project: { id: project.projectId, code: project.code, name: project.name },
      office: { id: office.unitId, name: office.name, nameEn: office.nameEn },
      leadDepartment: { id: department.unitId, name: department.name, nameEn: department.nameEn },
    })
    .from(agendaItem)
    .innerJoin(problem, and(eq(problem.districtId, agendaItem.districtId), eq(problem.problemId, agendaItem.problemId)))
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .innerJoin(office, and(eq(office.districtId, project.districtId), eq(office.unitId, project.officeId)))
    .leftJoin(
      department,
      and(eq(department.districtId, problem.districtId), eq(department.unitId, problem.leadDepartmentId)),
    )
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        eq(agendaItem.meetingId, meetingId),
        ne(agendaItem.state, 'removed'),
        problemsInScope(scope),
      ),
    )
    .orderBy(asc(agendaItem.position), asc(agendaItem.itemId));
}

export type AgendaRow = Awaited<ReturnType<typeof selectAgenda>>[number];

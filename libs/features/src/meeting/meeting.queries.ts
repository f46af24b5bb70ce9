import { and, asc, between, desc, eq, gte, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import {
  agendaItem,
  district,
  meeting,
  meetingAttendance,
  meetingMinutes,
  meetingSeries,
  person,
  problem,
  problemEntry,
  project,
  unit,
} from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import { problemsInScope } from '#features/problem/index.js';
import { projectsInScope } from '#features/project/index.js';
import type { MeetingsQuery } from './meeting.dto.js';
import type { MeetingRow, SeriesRow } from './meeting.rows.js';

const office = alias(unit, 'office');
const department = alias(unit, 'department');
const presenter = alias(unit, 'presenter');

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
  readonly chair: { readonly id: string; readonly name: string };
  readonly items: number;
  /** The last published edition of its minutes. */
  readonly minutesEdition: number | null;
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

/** The opened meetings held from that day on, the soonest first; at most 200. */
export async function selectMeetingsFrom(tx: Tx, from: PlainDate): Promise<MeetingWithSeries[]> {
  return joined(tx)
    .where(and(eq(meeting.districtId, tx.districtId), gte(meeting.heldOn, from)))
    .orderBy(asc(meeting.startsAt), asc(meeting.meetingId))
    .limit(200);
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
      chair: { id: person.personId, name: person.name },
      minutesEdition: sql<number | null>`(select max(n.edition)::int from ${meetingMinutes} n
        where n.district_id = ${meeting.districtId} and n.meeting_id = ${meeting.meetingId} and n.state = 'published')`,
      items: sql<number>`(select count(*)::int from ${agendaItem} i where i.district_id = ${meeting.districtId}
        and i.meeting_id = ${meeting.meetingId} and i.state in ('listed', 'carriedOver'))`,
    })
    .from(meeting)
    .innerJoin(
      meetingSeries,
      and(eq(meetingSeries.districtId, meeting.districtId), eq(meetingSeries.seriesId, meeting.seriesId)),
    )
    .innerJoin(person, and(eq(person.districtId, meetingSeries.districtId), eq(person.personId, meetingSeries.chairId)))
    .$dynamic();
}

/** What stands on a meeting's agenda, or is asked for, as far as the scope reaches, by its fixed place. */
export async function selectAgenda(tx: Tx, meetingId: string, scope: Scope) {
  const ofProblem = and(eq(problem.districtId, agendaItem.districtId), eq(problem.problemId, agendaItem.problemId));
  return tx.sql
    .select({
      item: agendaItem,
      problem,
      project: { id: project.projectId, code: project.code, name: project.name },
      office: { id: office.unitId, name: office.name, nameEn: office.nameEn },
      leadDepartment: { id: department.unitId, name: department.name, nameEn: department.nameEn },
      presenterUnit: { id: presenter.unitId, name: presenter.name, nameEn: presenter.nameEn },
      latestAnswer: sql<string | null>`(select e.args ->> 'text' from ${problemEntry} e
        where e.district_id = ${problem.districtId} and e.problem_id = ${problem.problemId} and e.type = 'answered'
        order by e.at desc, e.entry_id desc limit 1)`,
    })
    .from(agendaItem)
    .leftJoin(problem, ofProblem)
    .leftJoin(
      project,
      and(
        eq(project.districtId, agendaItem.districtId),
        eq(project.projectId, sql`coalesce(${problem.projectId}, ${agendaItem.projectId})`),
      ),
    )
    .leftJoin(office, and(eq(office.districtId, project.districtId), eq(office.unitId, project.officeId)))
    .leftJoin(
      department,
      and(eq(department.districtId, problem.districtId), eq(department.unitId, problem.leadDepartmentId)),
    )
    .leftJoin(
      presenter,
      and(eq(presenter.districtId, agendaItem.districtId), eq(presenter.unitId, agendaItem.presenterUnitId)),
    )
    .where(
      and(
        eq(agendaItem.districtId, tx.districtId),
        eq(agendaItem.meetingId, meetingId),
        inArray(agendaItem.state, ['listed', 'carriedOver', 'postponed', 'requested']),
        itemsInScope(scope),
      ),
    )
    .orderBy(asc(agendaItem.position), asc(agendaItem.itemId));
}

/**
 * The items that a scope reaches: by its problem, else by its project, its office, or the unit that presents it. A matter
 * that names none of these is for those who see the whole agenda.
 */
function itemsInScope(scope: Scope): SQL {
  if (scope.kind !== 'within') return problemsInScope(scope);
  const units = [scope.officeId, scope.departmentId].filter((id) => id !== undefined);
  const ofUnit =
    units.length === 0
      ? sql`false`
      : or(inArray(agendaItem.presenterUnitId, units), inArray(agendaItem.subjectId, units));
  return or(
    and(isNotNull(agendaItem.problemId), problemsInScope(scope)),
    and(isNull(agendaItem.problemId), or(ofUnit, and(isNotNull(project.projectId), projectsInScope(scope)))),
  )!;
}

export type AgendaRow = Awaited<ReturnType<typeof selectAgenda>>[number];

/** How the district calls itself. */
export async function selectDistrictName(tx: Tx): Promise<string> {
  const [row] = await tx.sql
    .select({ name: district.name })
    .from(district)
    .where(eq(district.districtId, tx.districtId));
  return row?.name ?? '';
}

/** The names behind ids, for what a row keeps as ids only. */
export interface Names {
  readonly units: ReadonlyMap<string, { id: string; name: string; nameEn: string }>;
  readonly persons: ReadonlyMap<string, { id: string; name: string }>;
}

export async function selectNames(tx: Tx, unitIds: readonly string[], personIds: readonly string[]): Promise<Names> {
  const units =
    unitIds.length === 0
      ? []
      : await tx.sql
          .select({ id: unit.unitId, name: unit.name, nameEn: unit.nameEn })
          .from(unit)
          .where(and(eq(unit.districtId, tx.districtId), inArray(unit.unitId, [...new Set(unitIds)])));
  const persons =
    personIds.length === 0
      ? []
      : await tx.sql
          .select({ id: person.personId, name: person.name })
          .from(person)
          .where(and(eq(person.districtId, tx.districtId), inArray(person.personId, [...new Set(personIds)])));
  return { units: new Map(units.map((row) => [row.id, row])), persons: new Map(persons.map((row) => [row.id, row])) };
}

/** Who is there, in the order of the list. */
export async function selectAttendance(tx: Tx, meetingId: string) {
  return tx.sql
    .select({
      entry: meetingAttendance,
      unit: { id: unit.unitId, name: unit.name, nameEn: unit.nameEn },
      person: { id: person.personId, name: person.name },
    })
    .from(meetingAttendance)
    .leftJoin(unit, and(eq(unit.districtId, meetingAttendance.districtId), eq(unit.unitId, meetingAttendance.unitId)))
    .leftJoin(
      person,
      and(eq(person.districtId, meetingAttendance.districtId), eq(person.personId, meetingAttendance.personId)),
    )
    .where(and(eq(meetingAttendance.districtId, tx.districtId), eq(meetingAttendance.meetingId, meetingId)))
    .orderBy(asc(meetingAttendance.position), asc(meetingAttendance.attendanceId));
}

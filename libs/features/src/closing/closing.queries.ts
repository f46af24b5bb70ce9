import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { dateOf, type Instant, type PeriodKind, type PlainDate } from '#domain/calendar/index.js';
import type { Bilingual } from '#domain/guarantee/index.js';
import { projectsInScope } from '#features/project/index.js';

/** The day on which the district was set up: what closed before it is not ours to close. */
export async function firstDayOf(tx: Tx): Promise<PlainDate | null> {
  const found = await tx.sql.execute<{ at: Instant }>(sql`
    select (extract(epoch from created_at) * 1000)::float8 as at from district where district_id = ${tx.districtId}`);
  const at = found.rows[0]?.at;
  return at === undefined ? null : dateOf(at);
}

export async function seriesOfLines(tx: Tx): Promise<Map<string, string>> {
  const found = await tx.sql.execute<{ line: string; seriesId: string }>(sql`
    select line, series_id as "seriesId" from meeting_series where district_id = ${tx.districtId}`);
  return new Map(found.rows.map(({ line, seriesId }) => [line, seriesId]));
}

export async function namesOfUnits(tx: Tx, unitIds: readonly string[]): Promise<Map<string, Bilingual>> {
  const found = await tx.sql.execute<{ id: string; zh: string; en: string }>(sql`
    select unit_id as id, name as zh, name_en as en from unit
    where district_id = ${tx.districtId} and unit_id = any(${sql.param([...unitIds])}::uuid[])`);
  return new Map(found.rows.map(({ id, zh, en }) => [id, { zh, en }]));
}

export interface ClosedSums {
  readonly kind: PeriodKind;
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly closedAt: Instant;
  readonly policyVersion: number;
  readonly projects: number;
  readonly shortProjects: number;
  readonly plan: number;
  readonly actual: number;
  readonly shortBy: number;
}

export interface ClosedAsked {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly kind?: PeriodKind | undefined;
  readonly start?: PlainDate | undefined;
}

/** The closed periods of some days, with the sums of the projects in scope. */
export async function closedPeriods(tx: Tx, asked: ClosedAsked, scope: Scope): Promise<ClosedSums[]> {
  const { from, to, kind, start } = asked;
  const sums: SQL =
    scope.kind === 'district'
      ? sql`select kind, period_start, projects, short_projects, plan, actual, short_by from closed_scope
            where district_id = ${tx.districtId} and scope = 'district'`
      : sql`select r.kind, r.period_start, count(*)::int as projects,
                   (count(*) filter (where r.verdict = 'short'))::int as short_projects,
                   sum(r.plan) as plan, sum(r.actual) as actual,
                   coalesce(sum(r.plan - r.actual) filter (where r.verdict = 'short'), 0) as short_by
            from closed_project r
            join ${project} on ${project.districtId} = r.district_id and ${project.projectId} = r.project_id
            where r.district_id = ${tx.districtId} and ${projectsInScope(scope)}
            group by r.kind, r.period_start`;
  const found = await tx.sql.execute<Record<keyof ClosedSums, string | number>>(sql`
    select c.kind, c.period_start::text as start, c.period_end::text as end, c.policy_version as "policyVersion",
           (extract(epoch from c.closed_at) * 1000)::float8 as "closedAt",
           coalesce(s.projects, 0) as projects, coalesce(s.short_projects, 0) as "shortProjects",
           coalesce(s.plan, 0) as plan, coalesce(s.actual, 0) as actual, coalesce(s.short_by, 0) as "shortBy"
    from closed_period c
    left join (${sums}) s on s.kind = c.kind and s.period_start = c.period_start
    where c.district_id = ${tx.districtId} and c.period_start < ${to} and c.period_end > ${from}
      and (${kind ?? null}::text is null or c.kind = ${kind ?? null})
      and (${start ?? null}::date is null or c.period_start = ${start ?? null}::date)
    order by c.period_end desc, c.period_start desc, c.kind`);
  return found.rows.map((row) => ({
    ...(row as unknown as ClosedSums),
    plan: Number(row.plan),
    actual: Number(row.actual),
    shortBy: Number(row.shortBy),
  }));
}

export interface ClosedProjectRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly officeId: string;
  readonly office: string;
  readonly officeEn: string;
  readonly leaderId: string | null;
  readonly leader: string | null;
  readonly line: string;
  readonly plan: number;
  readonly actual: number;
  readonly verdict: 'kept' | 'short';
  readonly planVersion: number | null;
  readonly reported: boolean;
}

/** A closed period's projects, the largest gap first, after a key. */
export async function closedProjects(
  tx: Tx,
  asked: {
    readonly kind: PeriodKind;
    readonly start: PlainDate;
    readonly verdict?: 'kept' | 'short' | undefined;
    readonly limit: number;
  },
  scope: Scope,
  after?: readonly [gap: number, id: string],
): Promise<ClosedProjectRow[]> {
  const found = await tx.sql.execute<Record<keyof ClosedProjectRow, string | number | boolean | null>>(sql`
    select r.project_id as id, ${project.code} as code, ${project.name} as name, r.office_id as "officeId",
           u.name as office, u.name_en as "officeEn", r.leader_id as "leaderId", l.name as leader, r.line,
           r.plan, r.actual, r.verdict, r.plan_version as "planVersion", r.reported
    from closed_project r
    join ${project} on ${project.districtId} = r.district_id and ${project.projectId} = r.project_id
    join unit u on u.district_id = r.district_id and u.unit_id = r.office_id
    left join person l on l.district_id = r.district_id and l.person_id = r.leader_id
    where r.district_id = ${tx.districtId} and r.kind = ${asked.kind} and r.period_start = ${asked.start}
      and ${projectsInScope(scope)}
      and (${asked.verdict ?? null}::text is null or r.verdict = ${asked.verdict ?? null})
      ${after ? sql`and (r.plan - r.actual < ${after[0]}::bigint or (r.plan - r.actual = ${after[0]}::bigint and r.project_id > ${after[1]}::uuid))` : sql``}
    order by r.plan - r.actual desc, r.project_id
    limit ${asked.limit + 1}`);
  return found.rows.map((row) => ({
    ...(row as unknown as ClosedProjectRow),
    plan: Number(row.plan),
    actual: Number(row.actual),
  }));
}

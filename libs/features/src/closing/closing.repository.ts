import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { closedPeriod, leaderLook } from '#db/schema/index.js';
import { newId } from '#db/id.js';
import { addDays, PERIOD_KINDS, yearOf, type Period, type PeriodKind, type PlainDate } from '#domain/calendar/index.js';
import type { ClosedTo } from '#domain/closing/index.js';

/** Where closing stands; a kind of which nothing is closed begins with the period that holds `since`. */
export async function closedTo(tx: Tx, since: (kind: PeriodKind) => PlainDate): Promise<ClosedTo> {
  const found = await tx.sql.execute<{ kind: PeriodKind; end: PlainDate }>(sql`
    select kind, max(period_end)::text as end from closed_period where district_id = ${tx.districtId} group by kind`);
  const ends = new Map(found.rows.map(({ kind, end }) => [kind, end]));
  return Object.fromEntries(PERIOD_KINDS.map((kind) => [kind, ends.get(kind) ?? since(kind)])) as ClosedTo;
}

/** False when the period is closed already: the row is the claim. */
export async function claimPeriod(tx: Tx, { kind, start, end }: Period, policyVersion: number): Promise<boolean> {
  const claimed = await tx.sql
    .insert(closedPeriod)
    .values({ districtId: tx.districtId, kind, periodStart: start, periodEnd: end, policyVersion, closedAt: tx.now })
    .onConflictDoNothing()
    .returning({ kind: closedPeriod.kind });
  return claimed.length > 0;
}

/**
 * Freezes how every project with a plan or a figure stood, and the sums of office, leader, line and district: two
 * statements, whatever the number of projects. Answers how many projects.
 */
export async function freezeResults(tx: Tx, { kind, start, end }: Period): Promise<number> {
  const lastDay = addDays(end, -1);
  const frozen = await tx.sql.execute(sql`
    insert into closed_project (district_id, kind, period_start, project_id, office_id, leader_id, line, plan, actual,
                                verdict, plan_version, reported)
    select ${tx.districtId}, ${kind}, ${start}, f.project_id, p.office_id, c.leader_id, p.line, f.plan, f.actual,
           case when f.actual < f.plan then 'short' else 'kept' end, v.version, f.reported
    from (
      select project_id, sum(plan) as plan, sum(actual) as actual, bool_and(reported_at is not null or plan = 0) as reported
      from span_figure
      where district_id = ${tx.districtId} and span_start >= ${start} and span_start < ${end}
      group by project_id
      having sum(plan) <> 0 or sum(actual) <> 0) f
    join project p on p.district_id = ${tx.districtId} and p.project_id = f.project_id
    left join lateral (
      select leader_id from contract
      where district_id = ${tx.districtId} and project_id = f.project_id
        and from_on <= ${lastDay} and (to_on is null or to_on > ${lastDay})
      order by from_on desc limit 1) c on true
    left join (
      select project_id, max(version) as version from plan_version
      where district_id = ${tx.districtId} and year = ${yearOf(lastDay)}
      group by project_id) v on v.project_id = f.project_id`);
  await tx.sql.execute(sql`
    insert into closed_scope (district_id, kind, period_start, scope, scope_key, projects, short_projects, plan, actual,
                              short_by, verdict)
    select ${tx.districtId}, ${kind}, ${start}, keyed.scope, keyed.scope_key, count(*),
           count(*) filter (where r.verdict = 'short'), sum(r.plan), sum(r.actual),
           coalesce(sum(r.plan - r.actual) filter (where r.verdict = 'short'), 0),
           case when sum(r.actual) < sum(r.plan) then 'short' else 'kept' end
    from closed_project r
    cross join lateral (values
      ('district', r.district_id::text), ('office', r.office_id::text), ('leader', r.leader_id::text), ('line', r.line)
    ) as keyed (scope, scope_key)
    where r.district_id = ${tx.districtId} and r.kind = ${kind} and r.period_start = ${start}
      and keyed.scope_key is not null
    group by keyed.scope, keyed.scope_key`);
  return frozen.rowCount ?? 0;
}

/** A short project as it is told of. */
export interface ShortProject {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly gap: number;
}

/** What one office, leader or line lacks, with its largest gaps first. Whole yuan. */
export interface ShortGroup {
  readonly key: string;
  readonly plan: number;
  readonly actual: number;
  readonly count: number;
  readonly shortBy: number;
  readonly notReported: number;
  readonly top: readonly ShortProject[];
}

const groupColumns = { office: sql`r.office_id`, leader: sql`r.leader_id`, line: sql`r.line` } as const;

/** The projects on which the link acts, grouped; `top` lists at most `listed` of each group. */
export async function shortGroups(
  tx: Tx,
  { kind, start }: Pick<Period, 'kind' | 'start'>,
  by: keyof typeof groupColumns,
  actsBelowPercent: number,
  listed: number,
): Promise<ShortGroup[]> {
  const found = await tx.sql.execute<{
    key: string;
    plan: string;
    actual: string;
    count: number;
    shortBy: string;
    notReported: number;
    top: ShortProject[];
  }>(sql`
    with acting as (
      select ${groupColumns[by]}::text as key, r.project_id, r.plan - r.actual as gap, r.reported,
             row_number() over (partition by ${groupColumns[by]} order by r.plan - r.actual desc, r.project_id) as place
      from closed_project r
      where r.district_id = ${tx.districtId} and r.kind = ${kind} and r.period_start = ${start}
        and r.verdict = 'short' and r.actual::numeric * 100 < r.plan::numeric * ${actsBelowPercent}
        and ${groupColumns[by]} is not null)
    select a.key, s.plan, s.actual, count(*)::int as count, sum(a.gap) as "shortBy",
           (count(*) filter (where not a.reported))::int as "notReported",
           coalesce(json_agg(json_build_object('id', a.project_id, 'code', p.code, 'name', p.name, 'gap', a.gap)
             order by a.place) filter (where a.place <= ${listed}), '[]') as top
    from acting a
    join project p on p.district_id = ${tx.districtId} and p.project_id = a.project_id
    join closed_scope s on s.district_id = ${tx.districtId} and s.kind = ${kind} and s.period_start = ${start}
                       and s.scope = ${by} and s.scope_key = a.key
    group by a.key, s.plan, s.actual
    order by a.key`);
  return found.rows.map(({ plan, actual, shortBy, ...row }) => ({
    ...row,
    plan: Number(plan),
    actual: Number(actual),
    shortBy: Number(shortBy),
  }));
}

/** What each office's projects have planned in a period, and done of it before a day. */
export async function officeSums(
  tx: Tx,
  period: Pick<Period, 'start' | 'end'>,
  before: PlainDate,
): Promise<Map<string, { plan: number; planToDate: number; actual: number }>> {
  const found = await tx.sql.execute<{ officeId: string; plan: string; planToDate: string; actual: string }>(sql`
    select p.office_id as "officeId", sum(f.plan) as plan,
           coalesce(sum(f.plan) filter (where f.span_start < ${before}), 0) as "planToDate",
           coalesce(sum(f.actual) filter (where f.span_start < ${before}), 0) as actual
    from span_figure f
    join project p on p.district_id = f.district_id and p.project_id = f.project_id
    where f.district_id = ${tx.districtId} and f.span_start >= ${period.start} and f.span_start < ${period.end}
    group by p.office_id`);
  return new Map(
    found.rows.map(({ officeId, plan, planToDate, actual }) => [
      officeId,
      { plan: Number(plan), planToDate: Number(planToDate), actual: Number(actual) },
    ]),
  );
}

/** Of each office the projects furthest behind what was planned of a period before a day. */
export async function officeLaggards(
  tx: Tx,
  period: Pick<Period, 'start' | 'end'>,
  before: PlainDate,
  listed: number,
): Promise<Map<string, { count: number; top: ShortProject[] }>> {
  const found = await tx.sql.execute<{ officeId: string; count: number; top: ShortProject[] }>(sql`
    with behind as (
      select p.office_id, p.project_id, p.code, p.name, sum(f.plan) - sum(f.actual) as gap,
             row_number() over (partition by p.office_id order by sum(f.plan) - sum(f.actual) desc, p.project_id) as place
      from span_figure f
      join project p on p.district_id = f.district_id and p.project_id = f.project_id
      where f.district_id = ${tx.districtId} and f.span_start >= ${period.start} and f.span_start < ${period.end}
        and f.span_start < ${before}
      group by p.office_id, p.project_id, p.code, p.name
      having sum(f.actual) < sum(f.plan))
    select office_id as "officeId", count(*)::int as count,
           json_agg(json_build_object('id', project_id, 'code', code, 'name', name, 'gap', gap) order by place)
             filter (where place <= ${listed}) as top
    from behind group by office_id`);
  return new Map(found.rows.map(({ officeId, ...row }) => [officeId, row]));
}

export async function insertLooks(
  tx: Tx,
  { kind, start }: Pick<Period, 'kind' | 'start'>,
  dueOn: PlainDate,
  looks: readonly { readonly leaderId: string; readonly projectIds: string[]; readonly shortBy: number }[],
): Promise<void> {
  if (looks.length === 0) return;
  await tx.sql
    .insert(leaderLook)
    .values(
      looks.map((look) => ({
        ...look,
        districtId: tx.districtId,
        lookId: newId(),
        kind,
        periodStart: start,
        dueOn,
      })),
    )
    .onConflictDoNothing();
}

/** Every project of each leader on which the link acts. */
export async function actingProjectIds(
  tx: Tx,
  { kind, start }: Pick<Period, 'kind' | 'start'>,
  actsBelowPercent: number,
): Promise<Map<string, string[]>> {
  const found = await tx.sql.execute<{ leaderId: string; projectIds: string[] }>(sql`
    select leader_id as "leaderId", json_agg(project_id order by plan - actual desc, project_id) as "projectIds"
    from closed_project
    where district_id = ${tx.districtId} and kind = ${kind} and period_start = ${start} and verdict = 'short'
      and leader_id is not null and actual::numeric * 100 < plan::numeric * ${actsBelowPercent}
    group by leader_id`);
  return new Map(found.rows.map(({ leaderId, projectIds }) => [leaderId, projectIds]));
}

export interface DistrictResult {
  readonly plan: number;
  readonly actual: number;
  readonly projects: number;
  readonly shortProjects: number;
  readonly shortBy: number;
}

export async function districtResult(tx: Tx, { kind, start }: Pick<Period, 'kind' | 'start'>): Promise<DistrictResult> {
  const found = await tx.sql.execute<Record<keyof DistrictResult, string>>(sql`
    select plan, actual, projects, short_projects as "shortProjects", short_by as "shortBy" from closed_scope
    where district_id = ${tx.districtId} and kind = ${kind} and period_start = ${start} and scope = 'district'`);
  const row = found.rows[0];
  return {
    plan: Number(row?.plan ?? 0),
    actual: Number(row?.actual ?? 0),
    projects: Number(row?.projects ?? 0),
    shortProjects: Number(row?.shortProjects ?? 0),
    shortBy: Number(row?.shortBy ?? 0),
  };
}

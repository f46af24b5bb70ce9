import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { addDays, yearContaining, type Instant, type PeriodKind, type PlainDate } from '#domain/calendar/index.js';
import type { ReportingPeriod } from '#domain/report/index.js';
import { projectsInScope } from '#features/project/index.js';

/** A project that its office reports: how it stood on the first day of the report. Whole yuan. */
export interface ReportedProject {
  readonly projectId: string;
  readonly code: string;
  readonly name: string;
  readonly stage: string;
  readonly totalInvestment: number;
  readonly leaderId: string | null;
  readonly leader: string | null;
  readonly yearPlan: number;
  readonly yearPlanToDate: number;
  readonly yearActual: number;
  /** All years, the spans of the report left out. */
  readonly investedBefore: number;
  readonly openProblems: number;
}

/** A project is reported on while it runs, and in any year for which something is planned. */
const isReported = (year: PlainDate): SQL => sql`(
  ${project.stage} not in ('completed', 'inProduction')
  or exists (select 1 from project_year y where y.district_id = ${project.districtId}
             and y.project_id = ${project.projectId} and y.year = extract(year from ${year}::date)
             and y.planned_investment > 0))`;

/** The projects of an office's report, in the order of their codes, narrowed to what the scope reaches. */
export async function reportedProjects(
  tx: Tx,
  officeId: string,
  { start, end }: Pick<ReportingPeriod, 'start' | 'end'>,
  scope: Scope = { kind: 'district' },
): Promise<ReportedProject[]> {
  const year = yearContaining(start);
  const found = await tx.sql.execute<Record<keyof ReportedProject, string | null> & { projectId: string }>(sql`
    select ${project.projectId} as "projectId", ${project.code} as code, ${project.name} as name,
           ${project.stage} as stage, ${project.totalInvestment} as "totalInvestment",
           c.leader_id as "leaderId", l.name as leader,
           coalesce(f.year_plan, 0) as "yearPlan", coalesce(f.to_date, 0) as "yearPlanToDate",
           coalesce(f.year_actual, 0) as "yearActual", coalesce(f.invested, 0) as "investedBefore",
           coalesce(b.open, 0) as "openProblems"
    from ${project}
    left join contract c on c.district_id = ${project.districtId} and c.project_id = ${project.projectId}
                        and c.to_on is null
    left join person l on l.district_id = c.district_id and l.person_id = c.leader_id
    left join (
      select project_id,
             sum(plan) filter (where span_start >= ${year.start} and span_start < ${year.end}) as year_plan,
             sum(plan) filter (where span_start >= ${year.start} and span_start < ${start}) as to_date,
             sum(actual) filter (where span_start >= ${year.start} and span_start < ${start}) as year_actual,
             sum(actual) filter (where span_start < ${start} or span_start >= ${end}) as invested
      from span_figure
      where district_id = ${tx.districtId} and project_id in (
        select project_id from project where district_id = ${tx.districtId} and office_id = ${officeId})
      group by project_id) f on f.project_id = ${project.projectId}
    left join (
      select project_id, count(*) as open from problem
      where district_id = ${tx.districtId} and closed_at is null and project_id in (
        select project_id from project where district_id = ${tx.districtId} and office_id = ${officeId})
      group by project_id) b on b.project_id = ${project.projectId}
    where ${project.districtId} = ${tx.districtId} and ${project.officeId} = ${officeId}
      and ${isReported(start)} and ${projectsInScope(scope)}
    order by ${project.code}`);
  return found.rows.map((row) => ({
    projectId: row.projectId,
    code: row.code!,
    name: row.name!,
    stage: row.stage!,
    leaderId: row.leaderId,
    leader: row.leader,
    totalInvestment: Number(row.totalInvestment),
    yearPlan: Number(row.yearPlan),
    yearPlanToDate: Number(row.yearPlanToDate),
    yearActual: Number(row.yearActual),
    investedBefore: Number(row.investedBefore),
    openProblems: Number(row.openProblems),
  }));
}

export interface EnteredFigure {
  readonly projectId: string;
  readonly start: PlainDate;
  readonly plan: number;
  /** Null: not reported. */
  readonly actual: number | null;
}

/** What counts now for these projects on the spans from `start` to `end`. */
export async function enteredFigures(
  tx: Tx,
  projectIds: readonly string[],
  { start, end }: { readonly start: PlainDate; readonly end: PlainDate },
): Promise<EnteredFigure[]> {
  const found = await tx.sql.execute<{ projectId: string; start: PlainDate; plan: string; actual: string | null }>(sql`
    select project_id as "projectId", span_start::text as start, plan,
           case when reported_at is not null then actual end as actual
    from span_figure
    where district_id = ${tx.districtId} and project_id = any(${sql.param([...projectIds])}::uuid[])
      and span_start >= ${start} and span_start < ${end}`);
  return found.rows.map(({ plan, actual, ...row }) => ({
    ...row,
    plan: Number(plan),
    actual: actual === null ? null : Number(actual),
  }));
}

/** What was reported for each project in the week before, whole yuan: of the last week in which anything was reported. */
export async function lastWeekTotals(
  tx: Tx,
  projectIds: readonly string[],
  weekStart: PlainDate,
): Promise<Map<string, number>> {
  const found = await tx.sql.execute<{ projectId: string; total: string }>(sql`
    with ours as (
      select project_id, date_trunc('week', span_start)::date as week, sum(actual) as total
      from span_figure
      where district_id = ${tx.districtId} and project_id = any(${sql.param([...projectIds])}::uuid[])
        and span_start >= ${addDays(weekStart, -56)} and span_start < ${weekStart} and reported_at is not null
      group by 1, 2)
    select distinct on (project_id) project_id as "projectId", total from ours order by project_id, week desc`);
  return new Map(found.rows.map(({ projectId, total }) => [projectId, Number(total)]));
}

export interface LastWording {
  readonly projectId: string;
  readonly start: PlainDate;
  readonly progress: string;
  readonly nextWeek: string;
}

/** The words of each project's last report before the day that was handed in. */
export async function lastWordings(tx: Tx, projectIds: readonly string[], before: PlainDate): Promise<LastWording[]> {
  const found = await tx.sql.execute<LastWording & Record<string, unknown>>(sql`
    select distinct on (l.project_id) l.project_id as "projectId", l.period_start::text as start,
           l.progress, l.next_week as "nextWeek"
    from week_report_line l
    join week_report r on r.district_id = l.district_id and r.report_id = l.report_id
    where l.district_id = ${tx.districtId} and l.project_id = any(${sql.param([...projectIds])}::uuid[])
      and l.period_start < ${before} and r.state in ('submitted', 'accepted')
    order by l.project_id, l.period_start desc`);
  return found.rows;
}

export interface MilestoneRow {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly dueOn: PlainDate;
  readonly reachedOn: PlainDate | null;
}

export async function milestonesOf(tx: Tx, projectIds: readonly string[]): Promise<MilestoneRow[]> {
  const found = await tx.sql.execute<MilestoneRow & Record<string, unknown>>(sql`
    select milestone_id as id, project_id as "projectId", name, due_on::text as "dueOn", reached_on::text as "reachedOn"
    from milestone
    where district_id = ${tx.districtId} and project_id = any(${sql.param([...projectIds])}::uuid[])
    order by due_on, milestone_id`);
  return found.rows;
}

/** The kinds of period with days in [start, end) that are closed. */
export async function closedKinds(tx: Tx, start: PlainDate, end: PlainDate): Promise<PeriodKind[]> {
  const found = await tx.sql.execute<{ kind: PeriodKind }>(sql`
    select distinct kind from closed_period
    where district_id = ${tx.districtId} and period_start < ${end} and period_end > ${start}`);
  return found.rows.map(({ kind }) => kind);
}

export interface OfficeReport {
  readonly officeId: string;
  readonly office: string;
  readonly officeEn: string;
  readonly reportId: string | null;
  readonly start: PlainDate;
  readonly state: 'none' | 'draft' | 'submitted' | 'returned' | 'accepted';
  readonly version: number;
  readonly late: boolean;
  readonly submittedAt: Instant | null;
  readonly returnReason: string | null;
  readonly projects: number;
  readonly written: number;
}

/** Every office with projects in scope against every one of these reporting periods, with what is written of it. */
export async function officeReports(
  tx: Tx,
  starts: readonly PlainDate[],
  scope: Scope,
  officeId?: string,
): Promise<OfficeReport[]> {
  const found = await tx.sql.execute<
    Omit<OfficeReport, 'projects' | 'written'> & { projects: string; written: string }
  >(sql`
    with reported as (
      select ${project.officeId} as office_id, s.start, count(*) as projects
      from ${project} cross join unnest(${sql.param([...starts])}::date[]) as s (start)
      where ${project.districtId} = ${tx.districtId} and ${projectsInScope(scope)}
        and (${officeId ?? null}::uuid is null or ${project.officeId} = ${officeId ?? null}::uuid)
        and (${project.stage} not in ('completed', 'inProduction')
             or exists (select 1 from project_year y where y.district_id = ${project.districtId}
                        and y.project_id = ${project.projectId} and y.year = extract(year from s.start)
                        and y.planned_investment > 0))
      group by 1, 2)
    select u.unit_id as "officeId", u.name as office, u.name_en as "officeEn", r.report_id as "reportId",
           o.start::text as start, coalesce(r.state, 'none') as state, coalesce(r.version, 0) as version,
           coalesce(r.late, false) as late, (extract(epoch from r.submitted_at) * 1000)::float8 as "submittedAt", r.return_reason as "returnReason",
           o.projects, coalesce(w.written, 0) as written
    from reported o
    join unit u on u.district_id = ${tx.districtId} and u.unit_id = o.office_id
    left join week_report r on r.district_id = u.district_id and r.office_id = u.unit_id and r.period_start = o.start
    left join lateral (
      select count(*) as written from week_report_line l
      where l.district_id = r.district_id and l.report_id = r.report_id) w on true
    order by o.start desc, u.code`);
  return found.rows.map(({ projects, written, ...row }) => ({
    ...row,
    projects: Number(projects),
    written: Number(written),
  }));
}

export interface ReportEntryRow {
  readonly at: Instant;
  readonly kind: 'submitted' | 'returned' | 'accepted' | 'corrected';
  readonly by: string | null;
  readonly late: boolean;
  readonly reason: string | null;
  readonly projectId: string | null;
  readonly detail: { readonly spanStart: PlainDate; readonly from: number; readonly to: number } | null;
}

export async function entriesOfReport(tx: Tx, reportId: string): Promise<ReportEntryRow[]> {
  const found = await tx.sql.execute<ReportEntryRow & Record<string, unknown>>(sql`
    select (extract(epoch from e.at) * 1000)::float8 as at, e.kind, p.name as by, e.late, e.reason, e.project_id as "projectId", e.detail
    from week_report_entry e
    left join person p on p.district_id = e.district_id and p.person_id = e.by_id
    where e.district_id = ${tx.districtId} and e.report_id = ${reportId}
    order by e.at, e.entry_id`);
  return found.rows;
}

export async function officeOf(tx: Tx, officeId: string) {
  const found = await tx.sql.execute<{ id: string; name: string; nameEn: string }>(sql`
    select unit_id as id, name, name_en as "nameEn" from unit
    where district_id = ${tx.districtId} and unit_id = ${officeId} and kind = 'office'`);
  return found.rows[0];
}

export async function namesOf(tx: Tx, personIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const found = await tx.sql.execute<{ id: string; name: string }>(sql`
    select person_id as id, name from person
    where district_id = ${tx.districtId}
      and person_id = any(${sql.param(personIds.filter((id) => id !== null))}::uuid[])`);
  return new Map(found.rows.map(({ id, name }) => [id, name]));
}

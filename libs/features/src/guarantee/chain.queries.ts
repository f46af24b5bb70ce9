import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { SpanSum } from '#domain/guarantee/index.js';
import { joinLeader, keyOf } from './scope.queries.js';
import type { Grouping } from './scope.js';

/** Up to which day something is due. */
export interface Due {
  readonly on: PlainDate;
  /** First day of the span in which `on` lies. */
  readonly running: PlainDate;
  /** The share of that span that is due, from `dueShare`. */
  readonly share: { readonly done: number; readonly of: number };
}

/** The part of a row's plan that is due: rounded down for each project, so that sums of any cut add up. */
const dueOfRow = ({ running, share }: Due): SQL =>
  sql`case when f.span_start = ${running} then f.plan * ${share.done} / ${share.of} else f.plan end`;

/**
 * The sums of all five links in one query: one row per span from `start` to `end`, over the projects that `seen` lets
 * through (undefined: all of the district, whose figures then need not be joined to anything).
 */
export async function spanSums(
  tx: Tx,
  seen: SQL | undefined,
  { start, end }: { readonly start: PlainDate; readonly end: PlainDate },
  due: Due,
): Promise<SpanSum[]> {
  // Most figures are in: what is not is the shorter sum, and this query reads every figure of a year.
  const found = await tx.sql.execute<
    Record<'plan' | 'actual' | 'planMissing' | 'missing' | 'planToDate', string> & { start: PlainDate }
  >(sql`
    select f.span_start::text as start, sum(f.plan) as plan, sum(f.actual) as actual,
           coalesce(sum(f.plan) filter (where f.reported_at is null), 0) as "planMissing",
           count(*) filter (where f.reported_at is null and f.plan > 0) as missing,
           coalesce(sum(f.plan * ${due.share.done} / ${due.share.of}) filter (where f.span_start = ${due.running}), 0)
             as "planToDate"
    from span_figure f ${seen === undefined ? sql`` : withProject}
    where f.district_id = ${tx.districtId} and f.span_start >= ${start} and f.span_start < ${end}
      ${seen === undefined ? sql`` : sql`and ${seen}`}
    group by f.span_start order by f.span_start`);
  return found.rows.map((row) => ({
    start: row.start,
    plan: Number(row.plan),
    actual: Number(row.actual),
    planReported: Number(row.plan) - Number(row.planMissing),
    missing: Number(row.missing),
    planToDate: row.start < due.running ? Number(row.plan) : row.start > due.running ? 0 : Number(row.planToDate),
  }));
}

const withProject = sql`join project on project.district_id = f.district_id and project.project_id = f.project_id`;

/** A part of a scope in one period. Whole yuan. */
export interface Share {
  readonly key: string | null;
  readonly projects: number;
  readonly plan: number;
  readonly planToDate: number;
  readonly actual: number;
}

/** The parts of a scope in a period, those first that are furthest behind their plan to date. */
export async function sharesOf(
  tx: Tx,
  seen: SQL | undefined,
  by: Grouping | 'project',
  { start, end }: { readonly start: PlainDate; readonly end: PlainDate },
  due: Due,
): Promise<Share[]> {
  const found = await tx.sql.execute<Record<'projects' | 'plan' | 'planToDate' | 'actual', string> & { key: string }>(
    sql`
    with own as (
      select f.project_id, sum(f.plan) as plan,
             coalesce(sum(${dueOfRow(due)}) filter (where f.span_start <= ${due.running}), 0) as due,
             coalesce(sum(f.actual) filter (where f.span_start <= ${due.on}), 0) as actual
      from span_figure f ${seen === undefined ? sql`` : withProject}
      where f.district_id = ${tx.districtId} and f.span_start >= ${start} and f.span_start < ${end}
        ${seen === undefined ? sql`` : sql`and ${seen}`}
      group by f.project_id
    )
    select ${keyOf(by)} as key, count(*) as projects, sum(own.plan) as plan, sum(own.due) as "planToDate",
           sum(own.actual) as actual
    from own join project on project.district_id = ${tx.districtId} and project.project_id = own.project_id
    ${joinLeader(by)}
    group by 1 order by sum(own.due) - sum(own.actual) desc, 1`,
  );
  return found.rows.map((row) => ({
    key: row.key,
    projects: Number(row.projects),
    plan: Number(row.plan),
    planToDate: Number(row.planToDate),
    actual: Number(row.actual),
  }));
}

/**
 * By how much each part of a scope is behind or ahead from `start` up to what is due, those first that are furthest behind.
 * Whole yuan; of `sharesOf` only the order and the difference, for a third of its cost.
 */
export async function gapsOf(
  tx: Tx,
  seen: SQL | undefined,
  by: Grouping | 'project',
  start: PlainDate,
  due: Due,
): Promise<number[]> {
  const found = await tx.sql.execute<{ gap: string }>(sql`
    with own as (
      select f.project_id, sum(${dueOfRow(due)}) - sum(f.actual) as gap
      from span_figure f ${seen === undefined ? sql`` : withProject}
      where f.district_id = ${tx.districtId} and f.span_start >= ${start} and f.span_start <= ${due.running}
        ${seen === undefined ? sql`` : sql`and ${seen}`}
      group by f.project_id
    )
    select sum(own.gap) as gap
    from own join project on project.district_id = ${tx.districtId} and project.project_id = own.project_id
    ${joinLeader(by)}
    group by ${keyOf(by)} order by 1 desc`);
  return found.rows.map(({ gap }) => Number(gap));
}

import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import type { Due } from './chain.queries.js';
import { joinLeader, keyOf } from './scope.queries.js';
import type { Grouping } from './scope.js';

/** Whole yuan. */
export interface YearFigures {
  readonly projects: number;
  readonly total: number;
  readonly plan: number;
  readonly planToDate: number;
  readonly actual: number;
}

export interface ResultGroup {
  readonly key: string | null;
  /** The row over all groups. */
  readonly isSum: boolean;
  readonly thisYear: YearFigures;
  readonly lastYear: YearFigures;
}

const FIGURES = ['projects', 'total', 'plan', 'planToDate', 'actual'] as const;

/**
 * A year's results and those of the year before, grouped, with the row over all: one query, two sums per project, each
 * project in one group. `due` says how much of this year's plan is due; undefined for a year that has not begun.
 */
export async function selectResults(
  tx: Tx,
  seen: SQL | undefined,
  by: Grouping,
  year: number,
  due: Due | undefined,
): Promise<ResultGroup[]> {
  const begins = `${year}-01-01`;
  const dueThisYear =
    due === undefined
      ? sql`0`
      : sql`coalesce(sum(case when span_start = ${due.running} then plan * ${due.share.done} / ${due.share.of} else plan end)
              filter (where span_start >= ${begins} and span_start <= ${due.running}), 0)`;
  const found = await tx.sql.execute<Record<string, string> & { key: string | null; isSum: number }>(sql`
    with own as (
      select project_id,
             coalesce(sum(plan) filter (where span_start >= ${begins}), 0) as plan,
             ${dueThisYear} as due,
             coalesce(sum(actual) filter (where span_start >= ${begins}), 0) as actual,
             coalesce(sum(plan) filter (where span_start < ${begins}), 0) as last_plan,
             coalesce(sum(actual) filter (where span_start < ${begins}), 0) as last_actual
      from span_figure
      where district_id = ${tx.districtId} and span_start >= ${`${year - 1}-01-01`} and span_start < ${`${year + 1}-01-01`}
      group by project_id
    )
    select ${keyOf(by)} as key, grouping(${keyOf(by)}) as "isSum",
           count(this_year) as "projects", coalesce(sum(project.total_investment) filter (where this_year is not null), 0) as "total",
           coalesce(sum(own.plan), 0) as "plan", coalesce(sum(own.due), 0) as "planToDate", coalesce(sum(own.actual), 0) as "actual",
           count(last_year) as "lastProjects",
           coalesce(sum(project.total_investment) filter (where last_year is not null), 0) as "lastTotal",
           coalesce(sum(own.last_plan), 0) as "lastPlan", coalesce(sum(own.last_plan), 0) as "lastPlanToDate",
           coalesce(sum(own.last_actual), 0) as "lastActual"
    from project
    left join own on own.project_id = project.project_id
    left join project_year this_year on this_year.district_id = project.district_id
      and this_year.project_id = project.project_id and this_year.year = ${year}
    left join project_year last_year on last_year.district_id = project.district_id
      and last_year.project_id = project.project_id and last_year.year = ${year - 1}
    ${joinLeader(by)}
    where project.district_id = ${tx.districtId} ${seen === undefined ? sql`` : sql`and ${seen}`}
      and (own.project_id is not null or this_year.project_id is not null or last_year.project_id is not null)
    group by grouping sets ((${keyOf(by)}), ())`);
  return found.rows.map((row) => ({
    key: row.key,
    isSum: Number(row.isSum) === 1,
    thisYear: figuresOf(row, (name) => name),
    lastYear: figuresOf(row, (name) => `last${name[0]!.toUpperCase()}${name.slice(1)}`),
  }));
}

function figuresOf(row: Record<string, unknown>, column: (name: string) => string): YearFigures {
  return Object.fromEntries(FIGURES.map((name) => [name, Number(row[column(name)])])) as unknown as YearFigures;
}

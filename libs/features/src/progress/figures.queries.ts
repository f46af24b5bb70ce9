import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { addDays, periodsContaining, spanContaining, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { dueShare } from '#domain/guarantee/index.js';
import { loadCalendar } from '#features/calendar/index.js';

/** How a project stands in a stretch of days. Whole yuan. */
export interface ProjectFigures {
  readonly plan: number;
  /** 序时: what is due of it by the end of the day asked for. */
  readonly planToDate: number;
  readonly actual: number;
  /** Actual to plan to date, to four decimals; null where nothing is due yet. */
  readonly ratio: number | null;
  /** The last span whose figure is in; null when none is. */
  readonly reportedTo: PlainDate | null;
}

/**
 * How these projects stand in the year of `on`, by the end of that day. A project without plan and report is in the map with
 * zeros.
 */
export async function projectFigures(
  tx: Tx,
  projectIds: readonly string[],
  on: PlainDate,
): Promise<Map<string, ProjectFigures>> {
  return figuresWithin(tx, periodsContaining(on).year, on, projectIds);
}

/**
 * How projects stand in any period made of whole spans (a week, ten-day period, month, quarter, year) by the end of `on`:
 * all of the district that have a figure in it, or only these. Set-based: one query, whatever the number.
 */
export async function figuresWithin(
  tx: Tx,
  period: { readonly start: PlainDate; readonly end: PlainDate },
  on: PlainDate,
  projectIds?: readonly string[],
): Promise<Map<string, ProjectFigures>> {
  if (projectIds?.length === 0) return new Map();
  const { done, of } = dueShare(await loadCalendar(tx), on);
  const running = spanContaining(on).start;
  const found = await tx.sql.execute<{
    projectId: string;
    plan: string;
    planToDate: string;
    actual: string;
    reportedTo: PlainDate | null;
  }>(sql`
    select project_id as "projectId", sum(plan) as plan,
           coalesce(sum(case when span_start = ${running} then plan * ${done} / ${of} else plan end)
             filter (where span_start <= ${running}), 0) as "planToDate",
           coalesce(sum(actual) filter (where span_start <= ${on}), 0) as actual,
           max(span_start) filter (where reported_at is not null and span_start <= ${on})::text as "reportedTo"
    from span_figure
    where district_id = ${tx.districtId} and span_start >= ${period.start} and span_start < ${period.end}
      ${projectIds === undefined ? sql`` : sql`and project_id = any(${sql.param([...projectIds])}::uuid[])`}
    group by project_id`);
  const figures = new Map<string, ProjectFigures>(
    (projectIds ?? []).map((id) => [id, { plan: 0, planToDate: 0, actual: 0, ratio: null, reportedTo: null }]),
  );
  for (const { projectId, reportedTo, ...sums } of found.rows) {
    const [plan, planToDate, actual] = [Number(sums.plan), Number(sums.planToDate), Number(sums.actual)];
    const lastDay = reportedTo === null ? null : addDays(spanContaining(reportedTo).end, -1);
    figures.set(projectId, { plan, planToDate, actual, ratio: ratioOf(actual, planToDate), reportedTo: lastDay });
  }
  return figures;
}

/** To four decimals; null where there is nothing to compare with. */
export function ratioOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/** An entry of a figure: by how much it changed it. Whole yuan. */
export interface FigureEntry {
  readonly spanStart: PlainDate;
  readonly amount: number;
  readonly kind: 'report' | 'correction' | 'opening';
  readonly reportId: string | null;
  readonly reason: string | null;
  readonly enteredBy: string | null;
  readonly enteredAt: Instant;
}

/** The entries that make up a project's figures in a year, by span, each span's oldest first. */
export async function entriesOf(tx: Tx, projectId: string, year: number): Promise<FigureEntry[]> {
  const found = await tx.sql.execute<Record<keyof FigureEntry, unknown>>(sql`
    select span_start::text as "spanStart", amount, kind, report_id as "reportId", reason, p.name as "enteredBy",
           (extract(epoch from entered_at) * 1000)::float8 as "enteredAt"
    from span_actual e left join person p on p.district_id = e.district_id and p.person_id = e.entered_by
    where e.district_id = ${tx.districtId} and e.project_id = ${projectId}
      and span_start >= ${`${year}-01-01`} and span_start < ${`${year + 1}-01-01`}
    order by span_start, entry`);
  return found.rows.map((row) => ({ ...(row as unknown as FigureEntry), amount: Number(row.amount) }));
}

/** What holds for a project on each span of a year that has a plan or a figure. Whole yuan. */
export async function spansOfProject(
  tx: Tx,
  projectId: string,
  year: number,
): Promise<Map<PlainDate, { plan: number; actual: number; reported: boolean }>> {
  const found = await tx.sql.execute<{ start: PlainDate; plan: string; actual: string; reported: boolean }>(sql`
    select span_start::text as start, plan, actual, reported_at is not null as reported from span_figure
    where district_id = ${tx.districtId} and project_id = ${projectId}
      and span_start >= ${`${year}-01-01`} and span_start < ${`${year + 1}-01-01`}`);
  return new Map(
    found.rows.map(({ start, plan, actual, reported }) => [
      start,
      { plan: Number(plan), actual: Number(actual), reported },
    ]),
  );
}

import { getTableColumns, sql } from 'drizzle-orm';
import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { district } from '#db/schema/index.js';
import type { DemoFigure } from './figures.js';
import type { DemoReportLine } from './reports.js';

/** Any number, as long as it is always the same one: who holds it seeds, the others wait and then find it done. */
const SEED_LOCK = 5_190_233;

/** Postgres counts a statement's parameters in 16 bits. */
const PARAMETERS_PER_STATEMENT = 60_000;

/** Holds every other seed back until this transaction ends. */
export async function lockSeeding(tx: Tx): Promise<void> {
  await tx.sql.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK})`);
}

/** The register of districts may be read from outside every wall. */
export async function hasAnyDistrict(tx: Tx): Promise<boolean> {
  const found = await tx.sql.select({ id: district.districtId }).from(district).limit(1);
  return found.length > 0;
}

/** Inserts rows of the transaction's district, as many per statement as one takes. */
export async function insertRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Omit<PgInsertValue<Table>, 'districtId'>[],
): Promise<void> {
  const perStatement = Math.floor(PARAMETERS_PER_STATEMENT / Object.keys(getTableColumns(table)).length);
  for (let from = 0; from < rows.length; from += perStatement) {
    const slice = rows.slice(from, from + perStatement).map((row) => ({ ...row, districtId: tx.districtId }));
    await tx.sql.insert(table).values(slice as unknown as PgInsertValue<Table>[]);
  }
}

/** Plan and actual per span, with the one entry that each actual came in by with the weekly report of its time. */
export async function insertFigures(tx: Tx, figures: readonly DemoFigure[]): Promise<void> {
  const column = (of: (row: DemoFigure) => unknown) => sql.param(figures.map(of));
  const given = sql`unnest(
      ${column(({ projectId }) => projectId)}::uuid[], ${column(({ spanStart }) => spanStart)}::date[],
      ${column(({ plan }) => plan)}::bigint[], ${column(({ actual }) => actual)}::bigint[],
      ${column(({ reportedAt }) => reportedAt)}::bigint[], ${column(({ reportId }) => reportId)}::uuid[]
    ) as given (project_id, span_start, plan, actual, reported_at, report_id)`;
  await tx.sql.execute(sql`
    insert into span_figure (district_id, span_start, project_id, plan, actual, reported_at)
    select ${tx.districtId}, span_start, project_id, plan, coalesce(actual, 0), to_timestamp(reported_at / 1000)
    from ${given} order by span_start, project_id`);
  await tx.sql.execute(sql`
    insert into span_actual (district_id, project_id, span_start, entry, amount, kind, report_id, entered_by, entered_at)
    select ${tx.districtId}, given.project_id, span_start, 1, actual, 'report', r.report_id, r.submitted_by,
           to_timestamp(reported_at / 1000)
    from ${given} left join week_report r on r.district_id = ${tx.districtId} and r.report_id = given.report_id
    where actual is not null`);
}

/** Thousands of lines, so as one text: an insert built value by value costs more than all the rest. */
export async function insertReportLines(tx: Tx, lines: readonly DemoReportLine[]): Promise<void> {
  await tx.sql.execute(sql`
    insert into week_report_line (district_id, report_id, project_id, period_start, unchanged, figures, progress,
      next_week, obstacles, milestones, written_by, written_at)
    select ${tx.districtId}, l."reportId", l."projectId", l."periodStart", l.unchanged, l.figures, l.progress,
      l."nextWeek", l.obstacles, l.milestones, l."writtenBy", to_timestamp(l."writtenAt" / 1000)
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l("reportId" uuid, "projectId" uuid, "periodStart" date,
      unchanged boolean, figures jsonb, progress text, "nextWeek" text, obstacles text, milestones jsonb,
      "writtenBy" uuid, "writtenAt" numeric)`);
}

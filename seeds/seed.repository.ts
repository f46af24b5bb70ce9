import { getTableColumns, sql } from 'drizzle-orm';
import type { PgInsertValue, PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { district } from '#db/schema/index.js';
import type { DemoActual } from './figures.js';

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

/** Figures as they came in with the weekly reports of their time, each with its one entry. */
export async function insertActuals(tx: Tx, actuals: readonly DemoActual[]): Promise<void> {
  const column = (of: (row: DemoActual) => unknown) => sql.param(actuals.map(of));
  const given = sql`unnest(
      ${column(({ projectId }) => projectId)}::uuid[], ${column(({ spanStart }) => spanStart)}::date[],
      ${column(({ amount }) => amount)}::bigint[], ${column(({ at }) => at)}::bigint[]
    ) as given (project_id, span_start, amount, at)`;
  await tx.sql.execute(sql`
    insert into span_actual (district_id, project_id, span_start, entry, amount, kind, entered_at)
    select ${tx.districtId}, project_id, span_start, 1, amount, 'report', to_timestamp(at / 1000) from ${given}`);
  await tx.sql.execute(sql`
    update span_figure f set actual = given.amount, reported_at = to_timestamp(given.at / 1000) from ${given}
    where f.district_id = ${tx.districtId} and f.span_start = given.span_start and f.project_id = given.project_id`);
}

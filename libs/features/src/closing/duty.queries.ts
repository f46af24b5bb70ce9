import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import type { Period, PeriodKind, PlainDate } from '#domain/calendar/index.js';
import type { Line } from '#features/project/index.js';

export async function closedOf(tx: Tx, kind: PeriodKind, start: PlainDate): Promise<Period | undefined> {
  const found = await tx.sql.execute<{ end: PlainDate }>(sql`
    select period_end::text as end from closed_period
    where district_id = ${tx.districtId} and kind = ${kind} and period_start = ${start}`);
  const row = found.rows[0];
  return row && { kind, start, end: row.end };
}

/** How these projects stood when the period was closed. */
export async function selectClosedProjects(tx: Tx, kind: PeriodKind, start: PlainDate, projectIds: readonly string[]) {
  const found = await tx.sql.execute<{
    id: string;
    name: string;
    line: Line;
    gap: string;
    verdict: 'kept' | 'short';
  }>(sql`
    select r.project_id as id, p.name, p.line, r.plan - r.actual as gap, r.verdict
    from closed_project r join project p on p.district_id = r.district_id and p.project_id = r.project_id
    where r.district_id = ${tx.districtId} and r.kind = ${kind} and r.period_start = ${start}
      and r.project_id = any(${sql.param([...projectIds])}::uuid[])`);
  return found.rows.map((row) => ({ ...row, gap: Number(row.gap) }));
}

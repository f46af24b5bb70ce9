import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { authorOf } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { isSpanStart } from '#domain/guarantee/index.js';

/** What a project has spent on a span, as it is known now. */
export interface ActualOfSpan {
  readonly projectId: string;
  /** First day of the span. */
  readonly spanStart: PlainDate;
  /** Whole yuan of the whole span, not the change; not below zero. */
  readonly amount: number;
  readonly kind: 'report' | 'correction' | 'opening';
  /** The weekly report it comes with. */
  readonly reportId?: string | null;
  /** Why it is corrected: asked of a correction. */
  readonly reason?: string | null;
}

/**
 * Makes the figures of these spans what the rows say, in the caller's transaction: one entry for what each changes, and
 * the sum kept beside it. Set-based, and safe to repeat: a figure that is in already and stays the same adds nothing.
 * Answers how many figures it changed or first reported.
 *
 * Spans are locked in one order (`span_start`, `project_id`), so two writers wait for each other and never deadlock; lock
 * reports and meetings before calling. Throws a RangeError for what a caller should have refused: a day that begins no
 * span, a figure below zero or not whole, a project's span twice, a correction without a reason, an unknown project.
 */
export async function setActuals(tx: Tx, rows: readonly ActualOfSpan[]): Promise<number> {
  if (rows.length === 0) return 0;
  assertSound(rows);
  const given = givenRows(rows);
  await tx.sql.execute(sql`
    insert into span_figure (district_id, span_start, project_id)
    select p.district_id, span_start, project_id from ${given} join project p using (project_id)
    where p.district_id = ${tx.districtId}
    order by span_start, project_id
    on conflict do nothing`);
  const locked = await tx.sql.execute(sql`
    select 1 from span_figure f join ${given} using (span_start, project_id)
    where f.district_id = ${tx.districtId} order by f.span_start, f.project_id for update of f`);
  if (locked.rows.length !== rows.length) throw new RangeError('Figures for a project that is not there.');
  const changed = await tx.sql.execute<{ changed: number }>(sql`
    with fresh as (
      select f.span_start, f.project_id, given.amount, given.amount - f.actual as change,
             given.kind, given.report_id, given.reason
      from span_figure f join ${given} using (span_start, project_id)
      where f.district_id = ${tx.districtId} and (f.actual <> given.amount or f.reported_at is null)
    ), entered as (
      insert into span_actual
        (district_id, project_id, span_start, entry, amount, kind, report_id, reason, entered_by, entered_at)
      select ${tx.districtId}, project_id, span_start,
             1 + coalesce((select max(e.entry) from span_actual e where e.district_id = ${tx.districtId}
                             and e.project_id = fresh.project_id and e.span_start = fresh.span_start), 0),
             change, kind, report_id, reason, ${authorOf(tx.context)}, ${momentOf(tx)}
      from fresh
    ), kept as (
      update span_figure f set actual = fresh.amount, reported_at = coalesce(f.reported_at, ${momentOf(tx)})
      from fresh
      where f.district_id = ${tx.districtId} and f.span_start = fresh.span_start and f.project_id = fresh.project_id
    )
    select count(*)::int as changed from fresh`);
  return changed.rows[0]!.changed;
}

const momentOf = (tx: Tx) => sql`${new Date(tx.now).toISOString()}::timestamptz`;

function givenRows(rows: readonly ActualOfSpan[]) {
  const column = (of: (row: ActualOfSpan) => unknown) => sql.param(rows.map(of));
  return sql`unnest(
      ${column((row) => row.spanStart)}::date[], ${column((row) => row.projectId)}::uuid[],
      ${column((row) => row.amount)}::bigint[], ${column((row) => row.kind)}::text[],
      ${column((row) => row.reportId ?? null)}::uuid[], ${column((row) => row.reason ?? null)}::text[]
    ) as given (span_start, project_id, amount, kind, report_id, reason)`;
}

function assertSound(rows: readonly ActualOfSpan[]): void {
  const seen = new Set<string>();
  for (const { projectId, spanStart, amount, kind, reason } of rows) {
    const key = `${projectId} ${spanStart}`;
    if (!isSpanStart(spanStart)) throw new RangeError(`No span begins on ${spanStart}.`);
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`Not a figure in whole yuan: ${amount}`);
    if (seen.has(key)) throw new RangeError(`Twice in one act: ${key}`);
    if (kind === 'correction' && !reason?.trim()) throw new RangeError(`A correction without a reason: ${key}`);
    seen.add(key);
  }
}

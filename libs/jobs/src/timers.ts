import { and, eq, isNull, sql } from 'drizzle-orm';
import { announceChange } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { timer as table } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';

/** All that a subject waits for from now on. What was pending and is not named here is cancelled. */
export interface TimerPlan {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectVersion: number;
  readonly timers: readonly { readonly kind: string; readonly dueAt: Instant }[];
}

export interface DueTimer {
  readonly timerId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** The version that planned it. The handler judges by the subject's present state, under its lock. */
  readonly subjectVersion: number;
  readonly kind: string;
  readonly dueAt: Instant;
}

export type TimerOutcome = 'acted' | 'stale';

/** Alarms are set in the queue only for what is due within so many milliseconds. */
export const ALARM_HORIZON_MS = 60_000;

const ROWS_PER_STATEMENT = 1_000;
const SUBJECTS_PER_STATEMENT = 5_000;

type PendingRow = Pick<typeof table.$inferSelect, 'timerId' | 'subjectId' | 'kind' | 'dueAt' | 'subjectVersion'>;

/**
 * Makes the pending timers of each subject exactly those named: adds, moves, and cancels the rest. The caller holds
 * the lock on its subjects (or has just made them).
 *
 * A timer that someone is firing at this very moment is left alone rather than waited for: its firing waits for the
 * subject that the caller holds, and will find it changed. Waiting here would be a deadlock.
 */
async function plan(tx: Tx, plans: readonly TimerPlan[]): Promise<void> {
  for (let from = 0; from < plans.length; from += SUBJECTS_PER_STATEMENT)
    await planSome(tx, plans.slice(from, from + SUBJECTS_PER_STATEMENT));
}

async function planSome(tx: Tx, plans: readonly TimerPlan[]): Promise<void> {
  const subjects = plans.map((each) => each.subjectId);
  const pending = and(
    eq(table.districtId, tx.districtId),
    sql`${table.subjectId} = any(${sql.param(subjects)}::uuid[])`,
    isNull(table.firedAt),
  );
  const columns = {
    timerId: table.timerId,
    subjectId: table.subjectId,
    kind: table.kind,
    dueAt: table.dueAt,
    subjectVersion: table.subjectVersion,
  };
  const free = await tx.sql.select(columns).from(table).where(pending).for('update', { skipLocked: true });
  const all = await tx.sql.select(columns).from(table).where(pending);
  const freeIds = new Set(free.map((row) => row.timerId));
  const beingFired = all.filter((row) => !freeIds.has(row.timerId));

  const slot = (row: { subjectId: string; kind: string }) => `${row.subjectId} ${row.kind}`;
  const freeBySlot = new Map<string, PendingRow[]>();
  for (const row of free) freeBySlot.set(slot(row), [...(freeBySlot.get(slot(row)) ?? []), row]);
  const firedMoments = new Set(beingFired.map((row) => `${slot(row)} ${row.dueAt}`));
  const kept = new Set<string>();
  const moved: (typeof table.$inferInsert)[] = [];
  const added: (typeof table.$inferInsert)[] = [];

  for (const { subjectKind, subjectId, subjectVersion, timers } of plans) {
    if (new Set(timers.map((each) => each.kind)).size < timers.length)
      throw new Error(`A ${subjectKind} may wait for one timer of a kind, not for several`);
    for (const { kind, dueAt } of timers) {
      if (firedMoments.has(`${slot({ subjectId, kind })} ${dueAt}`)) continue;
      const mine = freeBySlot.get(slot({ subjectId, kind })) ?? [];
      const row = mine.find((each) => each.dueAt === dueAt) ?? mine[0];
      const wanted = {
        districtId: tx.districtId,
        subjectKind,
        subjectId,
        subjectVersion,
        kind,
        dueAt,
        createdAt: tx.now,
      };
      if (row) {
        kept.add(row.timerId);
        if (row.dueAt !== dueAt || row.subjectVersion !== subjectVersion)
          moved.push({ ...wanted, timerId: row.timerId });
      } else {
        added.push({ ...wanted, timerId: newId() });
      }
    }
  }

  await cancel(
    tx,
    [...freeIds].filter((id) => !kept.has(id)),
  );
  await move(tx, moved);
  for (let from = 0; from < added.length; from += ROWS_PER_STATEMENT)
    await tx.sql
      .insert(table)
      .values(added.slice(from, from + ROWS_PER_STATEMENT))
      .onConflictDoNothing();

  const soon = tx.now + ALARM_HORIZON_MS;
  if ([...moved, ...added].some((row) => row.dueAt <= soon))
    await announceChange(tx, { subject: 'timer', id: tx.districtId, version: 0 });
}

async function cancel(tx: Tx, timerIds: readonly string[]): Promise<void> {
  if (timerIds.length === 0) return;
  await tx.sql
    .update(table)
    .set({ firedAt: tx.now, outcome: 'cancelled' })
    .where(and(eq(table.districtId, tx.districtId), sql`${table.timerId} = any(${sql.param(timerIds)}::uuid[])`));
}

/** A moved timer starts afresh: no failures, not parked. */
async function move(tx: Tx, rows: readonly (typeof table.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return;
  const wanted = JSON.stringify(
    rows.map((row) => ({ id: row.timerId, version: row.subjectVersion, due: row.dueAt / 1000 })),
  );
  await tx.sql.execute(sql`
    update timer t
       set due_at = to_timestamp(w.due), subject_version = w.version,
           attempts = 0, retry_at = null, last_error = null, parked_at = null
      from jsonb_to_recordset(${wanted}::jsonb) as w(id uuid, version int, due numeric)
     where t.district_id = ${tx.districtId} and t.timer_id = w.id`);
}

/** When each pending timer of the district is due, by its id: to tell what an act moved. */
async function pending(tx: Tx): Promise<Map<string, Instant>> {
  const rows = await tx.sql
    .select({ timerId: table.timerId, dueAt: table.dueAt })
    .from(table)
    .where(and(eq(table.districtId, tx.districtId), isNull(table.firedAt)));
  return new Map(rows.map(({ timerId, dueAt }) => [timerId, dueAt]));
}

export const timers = { plan, pending };

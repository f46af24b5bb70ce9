import { and, asc, desc, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { outbox as table, timer } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { announceWork } from './outbox.js';

/** A promise given up after its last attempt, waiting for a person to send it again or to let it go. */
export interface DeadLetter {
  readonly outboxId: string;
  readonly job: string;
  readonly key: string;
  readonly payload: unknown;
  readonly requestId: string;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly deadAt: Instant;
  readonly lastError: string | null;
}

/** A timer whose handler failed to the last. It takes part again when its subject is planned anew, or by `retryTimer`. */
export interface ParkedTimer {
  readonly timerId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly kind: string;
  readonly dueAt: Instant;
  readonly attempts: number;
  readonly parkedAt: Instant;
  readonly lastError: string | null;
}

/** Newest first, at most `limit`; the next page starts before the last one seen. */
async function list(
  tx: Tx,
  page: { limit: number; job?: string; before?: { deadAt: Instant; outboxId: string } },
): Promise<DeadLetter[]> {
  const { before, job } = page;
  const rows = await tx.sql
    .select()
    .from(table)
    .where(
      and(
        eq(table.districtId, tx.districtId),
        isNotNull(table.deadAt),
        isNull(table.doneAt),
        job === undefined ? undefined : eq(table.job, job),
        before &&
          or(
            lt(table.deadAt, before.deadAt),
            and(eq(table.deadAt, before.deadAt), lt(table.outboxId, before.outboxId)),
          ),
      ),
    )
    .orderBy(desc(table.deadAt), desc(table.outboxId))
    .limit(page.limit);
  return rows.map(({ outboxId, job, key, payload, requestId, attempts, createdAt, deadAt, lastError }) => ({
    ...{ outboxId, job, key, payload, requestId, attempts, createdAt, lastError },
    deadAt: deadAt!,
  }));
}

/** Sends it again with all its attempts. False when there is no such dead letter (any more). */
async function requeue(tx: Tx, outboxId: string): Promise<boolean> {
  const sent = await tx.sql
    .update(table)
    .set({
      ...{ deadAt: null, leasedUntil: null, lastError: null, attempts: 0 },
      epoch: sql`${table.epoch} + 1`,
      nextAttemptAt: tx.now,
    })
    .where(isDeadLetter(tx, outboxId))
    .returning({ outboxId: table.outboxId });
  if (sent.length > 0) await announceWork(tx);
  return sent.length > 0;
}

/** Lets it go for good; the row stays, dead and done, with its last error. False as for `requeue`. */
async function dismiss(tx: Tx, outboxId: string): Promise<boolean> {
  const dismissed = await tx.sql
    .update(table)
    .set({ doneAt: tx.now })
    .where(isDeadLetter(tx, outboxId))
    .returning({ outboxId: table.outboxId });
  return dismissed.length > 0;
}

/** Oldest first, at most `limit`. */
async function parkedTimers(tx: Tx, page: { limit: number }): Promise<ParkedTimer[]> {
  const rows = await tx.sql
    .select()
    .from(timer)
    .where(and(eq(timer.districtId, tx.districtId), isNull(timer.firedAt), isNotNull(timer.parkedAt)))
    .orderBy(asc(timer.parkedAt), asc(timer.timerId))
    .limit(page.limit);
  return rows.map(({ timerId, subjectKind, subjectId, kind, dueAt, attempts, parkedAt, lastError }) => ({
    ...{ timerId, subjectKind, subjectId, kind, dueAt, attempts, lastError },
    parkedAt: parkedAt!,
  }));
}

/** The sweep fires it within seconds. False when there is no such parked timer (any more). */
async function retryTimer(tx: Tx, timerId: string): Promise<boolean> {
  const freed = await tx.sql
    .update(timer)
    .set({ parkedAt: null, retryAt: null, attempts: 0, lastError: null })
    .where(
      and(
        eq(timer.districtId, tx.districtId),
        eq(timer.timerId, timerId),
        isNull(timer.firedAt),
        isNotNull(timer.parkedAt),
      ),
    )
    .returning({ timerId: timer.timerId });
  return freed.length > 0;
}

/** Lets a parked timer go for good: its subject is left as it stands. False when there is no such parked timer. */
async function dismissTimer(tx: Tx, timerId: string): Promise<boolean> {
  const dismissed = await tx.sql
    .update(timer)
    .set({ firedAt: tx.now, outcome: 'cancelled' })
    .where(
      and(
        eq(timer.districtId, tx.districtId),
        eq(timer.timerId, timerId),
        isNull(timer.firedAt),
        isNotNull(timer.parkedAt),
      ),
    )
    .returning({ timerId: timer.timerId });
  return dismissed.length > 0;
}

function isDeadLetter(tx: Tx, outboxId: string) {
  return and(
    eq(table.districtId, tx.districtId),
    eq(table.outboxId, outboxId),
    isNotNull(table.deadAt),
    isNull(table.doneAt),
  );
}

export const deadLetters = { list, requeue, dismiss, parkedTimers, retryTimer, dismissTimer };

import { announceChange } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { outbox as table } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import type { JobDefinition } from './define-job.js';

export interface JobPromise<T> {
  readonly payload: T;
  /** The same job with the same key is one promise, kept once, for as long as the row is kept. */
  readonly key: string;
  /** Not handed to the queue before this moment; the relay's round finds it within seconds of it. */
  readonly notBefore?: Instant;
}

/** Postgres takes at most 65,535 parameters in a statement. */
const ROWS_PER_INSERT = 1_000;

/**
 * Promises work that is done after this transaction commits, and never if it rolls back. Delivered at least once:
 * the handler's effects stand under unique keys. Throws a ZodError when the payload does not fit the definition.
 */
async function add<T>(
  tx: Tx,
  definition: JobDefinition<T>,
  payload: T,
  options: { key: string; notBefore?: Instant },
): Promise<void> {
  await addMany(tx, definition, [{ payload, ...options }]);
}

async function addMany<T>(tx: Tx, definition: JobDefinition<T>, promises: readonly JobPromise<T>[]): Promise<void> {
  if (promises.length === 0) return;
  const rows = promises.map(({ payload, key, notBefore }) => ({
    districtId: tx.districtId,
    outboxId: newId(),
    job: definition.name,
    payload: definition.schema.parse(payload),
    key,
    requestId: tx.context.requestId,
    createdAt: tx.now,
    nextAttemptAt: notBefore !== undefined && notBefore > tx.now ? notBefore : tx.now,
  }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    await tx.sql
      .insert(table)
      .values(rows.slice(from, from + ROWS_PER_INSERT))
      .onConflictDoNothing();
  if (rows.some((row) => row.nextAttemptAt === tx.now)) await announceWork(tx);
}

/** Wakes the relay when the transaction commits. One text for the whole district: Postgres drops the repeats. */
export async function announceWork(tx: Tx): Promise<void> {
  await announceChange(tx, { subject: 'outbox', id: tx.districtId, version: 0 });
}

export const outbox = { add, addMany };

import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { signInThrottle } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';
import type { Bucket } from './lockout.js';

/**
 * The named buckets, made if absent and locked until the end of the transaction. Always in the order of their names, so
 * that two attempts never wait for each other in a ring.
 */
export async function lockBuckets(tx: Tx, names: readonly string[]): Promise<ReadonlyMap<string, Bucket>> {
  const sorted = [...new Set(names)].sort();
  await tx.sql
    .insert(signInThrottle)
    .values(sorted.map((bucket) => ({ districtId: tx.districtId, bucket, failures: 0, windowStartedAt: tx.now })))
    .onConflictDoNothing();
  const rows = await tx.sql
    .select({
      bucket: signInThrottle.bucket,
      failures: signInThrottle.failures,
      windowStartedAt: signInThrottle.windowStartedAt,
      blockedUntil: signInThrottle.blockedUntil,
    })
    .from(signInThrottle)
    .where(and(eq(signInThrottle.districtId, tx.districtId), inArray(signInThrottle.bucket, sorted)))
    .orderBy(signInThrottle.bucket)
    .for('update');
  return new Map(rows.map((row) => [row.bucket, row]));
}

/**
 * The moment it is now, for who holds buckets. Not `tx.now`: of attempts that come at once, one whose transaction began
 * earlier may get its turn later, and to it the counting of those before would seem to lie in the future. A statement of
 * its own: in the one that locks, the clock may be read before the lock is held.
 */
export async function momentOfHolding(tx: Tx): Promise<Instant> {
  const clock = await tx.sql.execute<{ at: string }>(
    sql`select (extract(epoch from duban_now() + (clock_timestamp() - now())) * 1000)::bigint as at`,
  );
  return Number(clock.rows[0]!.at) as Instant;
}

/** Writes locked buckets back. */
export async function saveBuckets(tx: Tx, buckets: readonly Bucket[]): Promise<void> {
  if (buckets.length === 0) return;
  await tx.sql
    .insert(signInThrottle)
    .values(buckets.map((bucket) => ({ districtId: tx.districtId, ...bucket })))
    .onConflictDoUpdate({
      target: [signInThrottle.districtId, signInThrottle.bucket],
      set: {
        failures: sql`excluded.failures`,
        windowStartedAt: sql`excluded.window_started_at`,
        blockedUntil: sql`excluded.blocked_until`,
      },
    });
}

/** Forgets buckets whose counting began before `before`. */
export async function forgetBuckets(tx: Tx, before: Instant): Promise<void> {
  await tx.sql
    .delete(signInThrottle)
    .where(and(eq(signInThrottle.districtId, tx.districtId), lt(signInThrottle.windowStartedAt, before)));
}

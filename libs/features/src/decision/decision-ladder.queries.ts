import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { decision } from '#db/schema/index.js';

/** How many decisions that are not closed were taken under each version of the ladder. */
export async function openDecisionsByLadder(tx: Tx): Promise<{ readonly version: number; readonly open: number }[]> {
  const version = sql<number>`(${decision.ladder} ->> 'version')::int`;
  return tx.sql
    .select({ version, open: count() })
    .from(decision)
    .where(and(eq(decision.districtId, tx.districtId), isNull(decision.closedAt)))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}

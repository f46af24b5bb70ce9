import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { policyVersion } from '#db/schema/index.js';

/** The first half of the advisory lock's key; the second is the district's and kind's. */
const POLICY_LOCK = 7_222;

/** One at a time publishes a version of a kind: whoever comes second sees what the first one published. */
export async function lockPolicy(tx: Tx, kind: string): Promise<void> {
  await tx.sql.execute(sql`select pg_advisory_xact_lock(${POLICY_LOCK}, hashtext(${`${tx.districtId} ${kind}`}))`);
}

export async function insertVersion(
  tx: Tx,
  row: Omit<typeof policyVersion.$inferInsert, 'districtId' | 'createdAt'>,
): Promise<void> {
  await tx.sql.insert(policyVersion).values({ ...row, districtId: tx.districtId, createdAt: tx.now });
}

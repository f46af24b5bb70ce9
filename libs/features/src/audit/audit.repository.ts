import { eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { auditEntry, auditHead } from '#db/schema/index.js';
import { CHAIN_START, type SealedEntry } from './chain.js';

/** The end of the district's chain, locked until this transaction ends, so that the chain never forks. */
export async function lockHead(tx: Tx): Promise<{ seq: number; hash: string }> {
  const held = await selectHead(tx);
  if (held) return held;
  await tx.sql.insert(auditHead).values({ districtId: tx.districtId, seq: 0, hash: CHAIN_START }).onConflictDoNothing();
  return (await selectHead(tx))!;
}

async function selectHead(tx: Tx): Promise<{ seq: number; hash: string } | undefined> {
  const [head] = await tx.sql
    .select({ seq: auditHead.seq, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.districtId, tx.districtId))
    .for('update');
  return head;
}

/** A statement's parameters are counted in 16 bits; an entry takes 15 of them. */
const ENTRIES_PER_INSERT = 1_000;

/** Writes sealed entries and moves the chain's end to the last of them. The head must be locked. */
export async function append(tx: Tx, entries: readonly SealedEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += ENTRIES_PER_INSERT)
    await tx.sql.insert(auditEntry).values(entries.slice(start, start + ENTRIES_PER_INSERT));
  const last = entries.at(-1);
  if (last)
    await tx.sql
      .update(auditHead)
      .set({ seq: last.seq, hash: last.hash })
      .where(eq(auditHead.districtId, tx.districtId));
}

/** The end of the chain as stored, without a lock; the chain's start when nothing was ever recorded. */
export async function readHead(tx: Tx): Promise<{ seq: number; hash: string }> {
  const [head] = await tx.sql
    .select({ seq: auditHead.seq, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.districtId, tx.districtId));
  return head ?? { seq: 0, hash: CHAIN_START };
}

/** Up to `limit` entries after `seq`, in order. */
export async function entriesAfter(tx: Tx, seq: number, limit: number): Promise<SealedEntry[]> {
  return tx.sql
    .select()
    .from(auditEntry)
    .where(sql`${auditEntry.districtId} = ${tx.districtId} and ${auditEntry.seq} > ${seq}`)
    .orderBy(auditEntry.seq)
    .limit(limit);
}

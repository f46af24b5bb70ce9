import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { noticeChoice } from '#db/schema/index.js';

/** Writes a choice over the version that was seen, 0 for none; answers whether it was still that one. */
export async function choose(tx: Tx, personId: string, seen: number, without: readonly string[]): Promise<boolean> {
  const facts = { without: [...without], version: seen + 1, changedAt: tx.now };
  const written =
    seen === 0
      ? await tx.sql
          .insert(noticeChoice)
          .values({ districtId: tx.districtId, personId, ...facts })
          .onConflictDoNothing()
          .returning({ version: noticeChoice.version })
      : await tx.sql
          .update(noticeChoice)
          .set(facts)
          .where(
            and(
              eq(noticeChoice.districtId, tx.districtId),
              eq(noticeChoice.personId, personId),
              eq(noticeChoice.version, seen),
            ),
          )
          .returning({ version: noticeChoice.version });
  return written.length === 1;
}

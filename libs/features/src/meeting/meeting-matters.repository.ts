import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { agendaItem } from '#db/schema/index.js';

/** A matter that still waits takes the newest words. */
export async function rewordItem(
  tx: Tx,
  itemId: string,
  { title, titleEn = '', ask, period }: { title: string; titleEn?: string; ask: string; period: string },
): Promise<void> {
  await tx.sql
    .update(agendaItem)
    .set({ title, titleEn, ask, period, version: sql`${agendaItem.version} + 1` })
    .where(and(eq(agendaItem.districtId, tx.districtId), eq(agendaItem.itemId, itemId)));
}

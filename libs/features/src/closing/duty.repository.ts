import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { card, cardTalk, leaderLook } from '#db/schema/index.js';
import type { PlainDate } from '#domain/calendar/index.js';

/** False when it was looked at already, or has another version. */
export async function markLooked(tx: Tx, lookId: string, seen: number, note: string): Promise<boolean> {
  const marked = await tx.sql
    .update(leaderLook)
    .set({ lookedAt: tx.now, note, version: sql`${leaderLook.version} + 1` })
    .where(
      and(
        eq(leaderLook.districtId, tx.districtId),
        eq(leaderLook.lookId, lookId),
        eq(leaderLook.version, seen),
        isNull(leaderLook.lookedAt),
      ),
    )
    .returning({ id: leaderLook.lookId });
  return marked.length > 0;
}

/** The card's next version; false when it is not the one that was seen. */
export async function lockCard(tx: Tx, cardId: string, seen: number): Promise<boolean> {
  const raised = await tx.sql
    .update(card)
    .set({ version: sql`${card.version} + 1` })
    .where(and(eq(card.districtId, tx.districtId), eq(card.cardId, cardId), eq(card.version, seen)))
    .returning({ id: card.cardId });
  return raised.length > 0;
}

export async function insertTalk(
  tx: Tx,
  cardId: string,
  talk: { readonly heldOn: PlainDate; readonly attendees: string; readonly summary: string },
  recordedBy: string,
): Promise<void> {
  await tx.sql
    .insert(cardTalk)
    .values({ ...talk, districtId: tx.districtId, talkId: newId(), cardId, recordedBy, recordedAt: tx.now });
}

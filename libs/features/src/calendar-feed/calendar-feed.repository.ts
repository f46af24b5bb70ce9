import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { calendarFeed, person } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';

/** Writes the person's link over the one before, which opens nothing any more. */
export async function replaceFeed(tx: Tx, personId: string, tokenHash: string): Promise<void> {
  const facts = { tokenHash, madeAt: tx.now };
  await tx.sql
    .insert(calendarFeed)
    .values({ districtId: tx.districtId, personId, ...facts })
    .onConflictDoUpdate({ target: [calendarFeed.districtId, calendarFeed.personId], set: facts });
}

/** Answers whether there was one. */
export async function removeFeed(tx: Tx, personId: string): Promise<boolean> {
  const removed = await tx.sql
    .delete(calendarFeed)
    .where(and(eq(calendarFeed.districtId, tx.districtId), eq(calendarFeed.personId, personId)))
    .returning({ personId: calendarFeed.personId });
  return removed.length > 0;
}

export async function feedSince(tx: Tx, personId: string): Promise<Instant | null> {
  const [row] = await tx.sql
    .select({ madeAt: calendarFeed.madeAt })
    .from(calendarFeed)
    .where(and(eq(calendarFeed.districtId, tx.districtId), eq(calendarFeed.personId, personId)));
  return row?.madeAt ?? null;
}

/** Whose link it is, with their language; undefined for a link that is none, and for who is not active. */
export async function ownerOf(
  tx: Tx,
  tokenHash: string,
): Promise<{ personId: string; language: 'zh' | 'en' } | undefined> {
  const [row] = await tx.sql
    .select({ personId: person.personId, language: person.language })
    .from(calendarFeed)
    .innerJoin(person, and(eq(person.districtId, calendarFeed.districtId), eq(person.personId, calendarFeed.personId)))
    .where(
      and(eq(calendarFeed.districtId, tx.districtId), eq(calendarFeed.tokenHash, tokenHash), eq(person.active, true)),
    );
  return row;
}

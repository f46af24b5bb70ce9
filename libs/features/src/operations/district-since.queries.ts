import { eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { district } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';

/** When the district was set up: nothing is owed from before. */
export async function districtSince(tx: Tx): Promise<Instant> {
  const [row] = await tx.sql
    .select({ createdAt: district.createdAt })
    .from(district)
    .where(eq(district.districtId, tx.districtId));
  return row?.createdAt ?? tx.now;
}

import { eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { district } from '#db/schema/index.js';

/** The working hours that the district was set up with. */
export async function startingHours(tx: Tx): Promise<{ startsAt: string; endsAt: string }> {
  const [hours] = await tx.sql
    .select({ startsAt: district.workStartsAt, endsAt: district.workEndsAt })
    .from(district)
    .where(eq(district.districtId, tx.districtId));
  return hours!;
}

import { desc, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { ladderPolicy } from '#db/schema/index.js';
import { authorOf } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/index.js';
import type { Ladders, NamedLadder } from '#domain/ladder/index.js';

/**
 * Writes a new version of each ladder that is not as it was written last, and none of the others; answers the ladders
 * with the versions they have now. What problems stand under is never touched.
 */
export async function settleLadders(tx: Tx, wanted: Ladders, inForceFrom: Instant): Promise<Ladders> {
  const rows = await tx.sql
    .select()
    .from(ladderPolicy)
    .where(eq(ladderPolicy.districtId, tx.districtId))
    .orderBy(desc(ladderPolicy.version));
  const changed: NamedLadder[] = [];
  const ladders = wanted.ladders.map((ladder) => {
    const newest = rows.find(({ ladderId }) => ladderId === ladder.id);
    if (newest && factsOf({ ...newest.definition, name: newest.name }) === factsOf(ladder))
      return { ...ladder, version: newest.version };
    const next = { ...ladder, version: (newest?.version ?? 0) + 1 };
    changed.push(next);
    return next;
  });
  if (changed.length > 0)
    await tx.sql.insert(ladderPolicy).values(
      changed.map(({ id: ladderId, version, name, ...definition }) => ({
        districtId: tx.districtId,
        ladderId,
        version,
        name,
        definition: { ...definition, rungs: [...definition.rungs] },
        inForceFrom,
        createdBy: authorOf(tx.context),
      })),
    );
  return { ...wanted, ladders };
}

/** In one order of keys: Postgres keeps an order of its own in `jsonb`. */
function factsOf({
  name,
  rungs,
  verifyWorkdays,
  reminderWorkdaysBefore,
  thirdTimeOnAgenda,
}: Omit<NamedLadder, 'id' | 'version'>) {
  const settings = [name, verifyWorkdays, reminderWorkdaysBefore, thirdTimeOnAgenda];
  return JSON.stringify([
    settings,
    rungs.map(({ number, answeredBy, respondWorkdays, resolveWorkdays, whistle }) => [
      number,
      answeredBy,
      respondWorkdays,
      resolveWorkdays,
      whistle && [whistle.signHours, whistle.contactHours],
    ]),
  ]);
}

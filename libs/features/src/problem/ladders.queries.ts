import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { ladderPolicy, problem } from '#db/schema/index.js';
import type { Ladder, Ladders } from '#domain/ladder/index.js';

/** What a district was set up with: the ladder that came into force last, for everything. No ladder at all: an empty list. */
export async function startingLadders(tx: Tx): Promise<Ladders> {
  const [row] = await tx.sql
    .select()
    .from(ladderPolicy)
    .where(
      and(
        eq(ladderPolicy.districtId, tx.districtId),
        sql`${ladderPolicy.inForceFrom} <= ${sql.param(tx.now, ladderPolicy.inForceFrom)}`,
      ),
    )
    .orderBy(sql`${ladderPolicy.inForceFrom} desc, ${ladderPolicy.version} desc`)
    .limit(1);
  if (!row) return { ladders: [], byDefault: '', choices: [] };
  const ladder = { id: row.ladderId, version: row.version, name: row.name, ...row.definition };
  return { ladders: [ladder], byDefault: ladder.id, choices: [] };
}

/** How many problems that are not closed stand under each version of each ladder. */
export async function openByLadder(
  tx: Tx,
): Promise<{ readonly ladder: Pick<Ladder, 'id' | 'version'> & { name: string }; readonly open: number }[]> {
  return tx.sql
    .select({
      ladder: { id: ladderPolicy.ladderId, version: ladderPolicy.version, name: ladderPolicy.name },
      open: count(),
    })
    .from(problem)
    .innerJoin(
      ladderPolicy,
      and(
        eq(ladderPolicy.districtId, problem.districtId),
        eq(ladderPolicy.ladderId, problem.ladderId),
        eq(ladderPolicy.version, problem.ladderVersion),
      ),
    )
    .where(and(eq(problem.districtId, tx.districtId), isNull(problem.closedAt)))
    .groupBy(ladderPolicy.ladderId, ladderPolicy.version, ladderPolicy.name)
    .orderBy(ladderPolicy.ladderId, ladderPolicy.version);
}

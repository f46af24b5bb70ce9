import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { districtMap, unit, type MapRegion } from '#db/schema/index.js';
import { authorOf } from '#domain/access/index.js';

export async function selectMap(tx: Tx): Promise<{ version: number; regions: MapRegion[] }> {
  const [row] = await tx.sql.select().from(districtMap).where(eq(districtMap.districtId, tx.districtId));
  return row ?? { version: 0, regions: [] };
}

export async function selectOffices(tx: Tx) {
  return tx.sql
    .select({ id: unit.unitId, code: unit.code, name: unit.name, nameEn: unit.nameEn })
    .from(unit)
    .where(and(eq(unit.districtId, tx.districtId), eq(unit.kind, 'office')))
    .orderBy(unit.code);
}

/** The next version; false when the one that was seen holds no more. */
export async function replaceMap(tx: Tx, seen: number, regions: MapRegion[]): Promise<boolean> {
  const row = { regions, version: seen + 1, changedBy: authorOf(tx.context), changedAt: tx.now };
  const written =
    seen === 0
      ? await tx.sql
          .insert(districtMap)
          .values({ districtId: tx.districtId, ...row })
          .onConflictDoNothing()
          .returning({ version: districtMap.version })
      : await tx.sql
          .update(districtMap)
          .set(row)
          .where(and(eq(districtMap.districtId, tx.districtId), eq(districtMap.version, seen)))
          .returning({ version: districtMap.version });
  return written.length > 0;
}

import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, personRole } from '#db/schema/index.js';
import type { Role } from '#domain/access/index.js';

/** Locks the person's row until the end of the transaction; false when there is none. */
export async function lockPerson(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.sql
    .select({ personId: person.personId })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), eq(person.personId, personId)))
    .for('update');
  return rows.length > 0;
}

/** Grants and takes away roles, and moves the person's version on. */
export async function changeRoles(
  tx: Tx,
  change: { personId: string; granted: readonly Role[]; taken: readonly Role[]; by: string | null },
): Promise<void> {
  const { personId, granted, taken, by } = change;
  if (taken.length > 0)
    await tx.sql
      .delete(personRole)
      .where(
        and(
          eq(personRole.districtId, tx.districtId),
          eq(personRole.personId, personId),
          inArray(personRole.role, [...taken]),
        ),
      );
  if (granted.length > 0)
    await tx.sql
      .insert(personRole)
      .values(granted.map((role) => ({ districtId: tx.districtId, personId, role, grantedBy: by, grantedAt: tx.now })));
  await tx.sql
    .update(person)
    .set({ version: sql`${person.version} + 1` })
    .where(and(eq(person.districtId, tx.districtId), eq(person.personId, personId)));
}

import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { person } from '#db/schema/index.js';

const isPerson = (tx: Tx, personId: string) => and(eq(person.districtId, tx.districtId), eq(person.personId, personId));

/** Replaces the password that is `replaced` now; false when it is another one already. */
export async function setPassword(
  tx: Tx,
  personId: string,
  passwordHash: string,
  replaced: string | null,
): Promise<boolean> {
  const changed = await tx.sql
    .update(person)
    .set({ passwordHash })
    .where(
      and(isPerson(tx, personId), replaced === null ? isNull(person.passwordHash) : eq(person.passwordHash, replaced)),
    )
    .returning({ personId: person.personId });
  return changed.length > 0;
}

/** Answers the person's new version. */
export async function setLanguageOf(tx: Tx, personId: string, language: 'zh' | 'en'): Promise<number> {
  const [changed] = await tx.sql
    .update(person)
    .set({ language, version: sql`${person.version} + 1` })
    .where(isPerson(tx, personId))
    .returning({ version: person.version });
  return changed!.version;
}

/** The new person's id, or null when the user name is taken. Their roles come later, from somebody else. */
export async function insertPerson(
  tx: Tx,
  row: Pick<
    typeof person.$inferInsert,
    'username' | 'name' | 'post' | 'unitId' | 'email' | 'language' | 'passwordHash'
  >,
): Promise<string | null> {
  const personId = newId();
  const inserted = await tx.sql
    .insert(person)
    .values({ ...row, districtId: tx.districtId, personId, createdAt: tx.now })
    .onConflictDoNothing({ target: [person.districtId, person.username] })
    .returning({ personId: person.personId });
  return inserted.length > 0 ? personId : null;
}

/** Locks the person's row until the end of the transaction; false when there is none. */
export async function lockUser(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.sql
    .select({ personId: person.personId })
    .from(person)
    .where(isPerson(tx, personId))
    .for('update');
  return rows.length > 0;
}

/** Changes what is given and moves the version on. */
export async function updatePerson(
  tx: Tx,
  personId: string,
  change: Partial<Pick<typeof person.$inferInsert, 'name' | 'post' | 'unitId' | 'email' | 'active'>>,
): Promise<void> {
  await tx.sql
    .update(person)
    .set({ ...change, version: sql`${person.version} + 1` })
    .where(isPerson(tx, personId));
}

/** Whatever the password was. Moves the version on. */
export async function overwritePassword(tx: Tx, personId: string, passwordHash: string): Promise<void> {
  await tx.sql
    .update(person)
    .set({ passwordHash, version: sql`${person.version} + 1` })
    .where(isPerson(tx, personId));
}

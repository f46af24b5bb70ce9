import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, personRole, unit } from '#db/schema/index.js';

/** Which of the given persons are active and hold the role; without a role, which are active. */
export async function activePersons(tx: Tx, personIds: readonly string[], role?: 'leader'): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await tx.sql
    .select({ id: person.personId })
    .from(person)
    .where(
      and(
        eq(person.districtId, tx.districtId),
        eq(person.active, true),
        sql`${person.personId} = any(${sql.param([...personIds])}::uuid[])`,
        role && holdsRole(role),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

const holdsRole = (role: 'leader') => sql`exists (
  select 1 from ${personRole}
  where ${personRole.districtId} = ${person.districtId} and ${personRole.personId} = ${person.personId}
    and ${personRole.role} = ${role})`;

/** Somebody active, as a sheet may name them. */
export interface CalledPerson {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly isLeader: boolean;
}

/** The active persons who go by one of these names or usernames. */
export async function personsCalled(tx: Tx, words: readonly string[]): Promise<CalledPerson[]> {
  if (words.length === 0) return [];
  const given = sql`any(${sql.param([...new Set(words)])}::text[])`;
  return tx.sql
    .select({
      id: person.personId,
      name: person.name,
      username: person.username,
      isLeader: sql<boolean>`${personRole.role} is not null`,
    })
    .from(person)
    .leftJoin(
      personRole,
      and(
        eq(personRole.districtId, person.districtId),
        eq(personRole.personId, person.personId),
        eq(personRole.role, 'leader'),
      ),
    )
    .where(
      and(
        eq(person.districtId, tx.districtId),
        eq(person.active, true),
        sql`(${person.name} = ${given} or ${person.username} = ${given})`,
      ),
    )
    .orderBy(person.username);
}

/** Which of the given units are of the kind. */
export async function unitsOfKind(
  tx: Tx,
  unitIds: readonly string[],
  kind: 'office' | 'department' | 'company',
): Promise<Set<string>> {
  const rows = await tx.sql
    .select({ id: unit.unitId })
    .from(unit)
    .where(
      and(
        eq(unit.districtId, tx.districtId),
        eq(unit.kind, kind),
        sql`${unit.unitId} = any(${sql.param([...unitIds])}::uuid[])`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

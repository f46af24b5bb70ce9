import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, personRole, unit } from '#db/schema/index.js';

/** Which of the given persons are active and hold the role; without a role, which are active. */
export async function activePersons(tx: Tx, personIds: readonly string[], role?: 'leader'): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const holdsRole = role
    ? sql`exists (
        select 1 from ${personRole}
        where ${personRole.districtId} = ${person.districtId} and ${personRole.personId} = ${person.personId}
          and ${personRole.role} = ${role})`
    : sql`true`;
  const rows = await tx.sql
    .select({ id: person.personId })
    .from(person)
    .where(
      and(
        eq(person.districtId, tx.districtId),
        eq(person.active, true),
        sql`${person.personId} = any(${sql.param([...personIds])}::uuid[])`,
        holdsRole,
      ),
    );
  return new Set(rows.map(({ id }) => id));
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

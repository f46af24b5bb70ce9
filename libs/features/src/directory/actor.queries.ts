import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, unit } from '#db/schema/index.js';
import type { Actor } from '#domain/access/index.js';
import { rolesOfPerson } from './directory.queries.js';
import { standInsFor } from './leave.queries.js';

/** The active persons as the actors they would be now, for what is done on their behalf (a mail, say), by id. */
export async function actorsOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, Actor>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx.sql
    .select({
      personId: person.personId,
      name: person.name,
      roles: rolesOfPerson,
      unitId: unit.unitId,
      kind: unit.kind,
    })
    .from(person)
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .where(
      and(eq(person.districtId, tx.districtId), inArray(person.personId, [...personIds]), eq(person.active, true)),
    );
  const actors = new Map<string, Actor>();
  for (const { personId, name, roles, unitId, kind } of rows) {
    const ofCompany = kind === 'company';
    actors.set(personId, {
      kind: 'person',
      districtId: tx.districtId,
      personId,
      name,
      roles,
      unitId: ofCompany ? null : unitId,
      companyId: ofCompany ? unitId : null,
      standsInFor: await standInsFor(tx, personId),
    });
  }
  return actors;
}

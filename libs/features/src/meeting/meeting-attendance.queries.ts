import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, unit } from '#db/schema/index.js';

interface Named {
  readonly unitId: string | null;
  readonly personId: string | null;
}

/**
 * How the minutes name those on a list of attendance: the person, with the unit when both are given; '' for somebody who
 * is neither; undefined when one that is given is not there.
 */
export async function namesFor(tx: Tx, entries: readonly Named[]): Promise<(entry: Named) => string | undefined> {
  const unitIds = entries.flatMap(({ unitId }) => unitId ?? []);
  const personIds = entries.flatMap(({ personId }) => personId ?? []);
  const units = new Map<string, string>();
  const persons = new Map<string, string>();
  if (unitIds.length > 0) {
    const rows = await tx.sql
      .select({ id: unit.unitId, name: unit.name })
      .from(unit)
      .where(and(eq(unit.districtId, tx.districtId), inArray(unit.unitId, unitIds)));
    for (const { id, name } of rows) units.set(id, name);
  }
  if (personIds.length > 0) {
    const rows = await tx.sql
      .select({ id: person.personId, name: person.name })
      .from(person)
      .where(and(eq(person.districtId, tx.districtId), inArray(person.personId, personIds)));
    for (const { id, name } of rows) persons.set(id, name);
  }
  return ({ unitId, personId }) => {
    const parts = [
      ...(unitId === null ? [] : [units.get(unitId)]),
      ...(personId === null ? [] : [persons.get(personId)]),
    ];
    return parts.includes(undefined) ? undefined : parts.join(' ');
  };
}

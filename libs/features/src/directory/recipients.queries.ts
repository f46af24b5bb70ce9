import { and, eq, inArray, or } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, personRole, unit } from '#db/schema/index.js';
import type { Recipient } from '#domain/ladder/index.js';
import { answersFor } from './role-fit.js';

export interface ReachedPerson {
  readonly recipient: Recipient;
  readonly personId: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: 'zh' | 'en';
}

/**
 * The active persons behind each recipient: of a unit or a company, its persons whose role is the one that answers for
 * such a unit; of a role, everyone who holds it; a person themselves. One query whatever the number of recipients. A
 * person meant by several recipients is listed under each.
 */
export async function personsOf(tx: Tx, recipients: readonly Recipient[]): Promise<ReachedPerson[]> {
  if (recipients.length === 0) return [];
  const unitIds = new Set<string>();
  const personIds = new Set<string>();
  const roles = new Set<'coordinator' | 'principal'>();
  for (const recipient of recipients) {
    if ('person' in recipient) personIds.add(recipient.person);
    else if ('role' in recipient) roles.add(recipient.role);
    else unitIds.add('unit' in recipient ? recipient.unit : recipient.company);
  }
  const rows = await tx.sql
    .select({
      personId: person.personId,
      name: person.name,
      email: person.email,
      language: person.language,
      unitId: person.unitId,
      unitKind: unit.kind,
      role: personRole.role,
    })
    .from(person)
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .leftJoin(personRole, and(eq(personRole.districtId, person.districtId), eq(personRole.personId, person.personId)))
    .where(
      and(
        eq(person.districtId, tx.districtId),
        eq(person.active, true),
        or(
          inArray(person.unitId, [...unitIds]),
          inArray(person.personId, [...personIds]),
          inArray(personRole.role, [...roles]),
        ),
      ),
    )
    .orderBy(person.personId);

  const reached: ReachedPerson[] = [];
  for (const recipient of recipients) {
    const seen = new Set<string>();
    for (const row of rows) {
      if (seen.has(row.personId) || !isMeant(recipient, row)) continue;
      seen.add(row.personId);
      const { personId, name, email, language } = row;
      reached.push({ recipient, personId, name, email, language });
    }
  }
  return reached;
}

interface Candidate {
  readonly personId: string;
  readonly unitId: string;
  readonly unitKind: Parameters<typeof answersFor>[1];
  readonly role: Parameters<typeof answersFor>[0] | null;
}

function isMeant(recipient: Recipient, candidate: Candidate): boolean {
  if ('person' in recipient) return candidate.personId === recipient.person;
  if ('role' in recipient) return candidate.role === recipient.role;
  const unitId = 'unit' in recipient ? recipient.unit : recipient.company;
  return candidate.unitId === unitId && candidate.role !== null && answersFor(candidate.role, candidate.unitKind);
}

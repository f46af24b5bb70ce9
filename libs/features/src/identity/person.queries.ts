import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '#db/database.js';
import { district, person, session, unit } from '#db/schema/index.js';
import type { Actor, Role } from '#domain/access/index.js';
import { rolesOfPerson, type unitView } from '#features/directory/index.js';
import type { SessionTimes } from './session-life.js';

const unitColumns = { id: unit.unitId, kind: unit.kind, code: unit.code, name: unit.name, nameEn: unit.nameEn };

const personColumns = {
  personId: person.personId,
  name: person.name,
  post: person.post,
  username: person.username,
  language: person.language,
  active: person.active,
};

/** A person as far as sessions need to know them. */
export interface KnownPerson {
  readonly personId: string;
  readonly name: string;
  readonly post: string;
  readonly username: string;
  readonly language: 'zh' | 'en';
  readonly active: boolean;
  readonly unit: z.output<typeof unitView>;
  readonly roles: Role[];
}

export async function findKnownPerson(tx: Tx, personId: string): Promise<KnownPerson | null> {
  const [found] = await tx.sql
    .select({ ...personColumns, unit: unitColumns, roles: rolesOfPerson })
    .from(person)
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .where(and(eq(person.districtId, tx.districtId), eq(person.personId, personId)));
  return found ?? null;
}

/** Who signs in under a name; `username` as `usernameOf` writes it. */
export async function findByUsername(
  tx: Tx,
  username: string,
): Promise<{ personId: string; passwordHash: string | null; active: boolean } | null> {
  const [found] = await tx.sql
    .select({ personId: person.personId, passwordHash: person.passwordHash, active: person.active })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), eq(person.username, username)));
  return found ?? null;
}

export interface StoredSession extends SessionTimes {
  readonly sessionId: string;
  readonly person: KnownPerson;
}

/** The session of a token with its person, live or not; null when the district knows no such token. */
export async function findSession(tx: Tx, tokenHash: string): Promise<StoredSession | null> {
  const [found] = await tx.sql
    .select({
      session: {
        sessionId: session.sessionId,
        lastSeenAt: session.lastSeenAt,
        expiresAt: session.expiresAt,
        revokedAt: session.revokedAt,
      },
      person: personColumns,
      unit: unitColumns,
      roles: rolesOfPerson,
    })
    .from(session)
    .innerJoin(person, and(eq(person.districtId, session.districtId), eq(person.personId, session.personId)))
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .where(and(eq(session.districtId, tx.districtId), eq(session.tokenHash, tokenHash)));
  return found ? { ...found.session, person: { ...found.person, unit: found.unit, roles: found.roles } } : null;
}

export async function ownDistrict(tx: Tx) {
  const [own] = await tx.sql
    .select({ id: district.districtId, code: district.code, name: district.name, nameEn: district.nameEn })
    .from(district)
    .where(eq(district.districtId, tx.districtId));
  return own!;
}

/** The person as an actor: an enterprise's person has a company and no unit of the district's. */
export function actorOf(districtId: string, known: KnownPerson): Actor {
  const ofCompany = known.unit.kind === 'company';
  return {
    kind: 'person',
    districtId,
    personId: known.personId,
    name: known.name,
    roles: known.roles,
    unitId: ofCompany ? null : known.unit.id,
    companyId: ofCompany ? known.unit.id : null,
  };
}

/** The person as they may act now, for work that goes on after their request; null when they no longer may. */
export async function actorOfPerson(tx: Tx, personId: string): Promise<Actor | null> {
  const known = await findKnownPerson(tx, personId);
  return known?.active ? actorOf(tx.districtId, known) : null;
}

/** A name as it is compared: what a phone's keyboard adds (a capital, a blank, full width) does not keep anyone out. */
export function usernameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

import { and, eq, gt, isNotNull, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { person, unit } from '#db/schema/index.js';
import { rolesOfPerson, type UnitKind } from '#features/directory/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import { usernameOf } from './person.queries.js';
import type { UsersQuery, UserView } from './user.dto.js';

/** The district's users in the order they were created. */
export async function listUsers(tx: Tx, query: UsersQuery): Promise<Page<UserView>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0];
  const rows = await selectUsers(
    tx,
    query.unitId ? eq(person.unitId, query.unitId) : undefined,
    query.username ? eq(person.username, usernameOf(query.username)) : undefined,
    query.active ? eq(person.active, query.active === 'true') : undefined,
    after === undefined ? undefined : gt(person.personId, after),
  )
    .orderBy(person.personId)
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.id]) : null };
}

export async function findUser(tx: Tx, personId: string): Promise<UserView | null> {
  const [found] = await selectUsers(tx, eq(person.personId, personId));
  return found ?? null;
}

export async function unitKindOf(tx: Tx, unitId: string): Promise<UnitKind | null> {
  const [found] = await tx.sql
    .select({ kind: unit.kind })
    .from(unit)
    .where(and(eq(unit.districtId, tx.districtId), eq(unit.unitId, unitId)));
  return found?.kind ?? null;
}

function selectUsers(tx: Tx, ...which: (SQL | undefined)[]) {
  return tx.sql
    .select({
      id: person.personId,
      username: person.username,
      name: person.name,
      post: person.post,
      unit: { id: unit.unitId, kind: unit.kind, code: unit.code, name: unit.name, nameEn: unit.nameEn },
      email: person.email,
      language: person.language,
      roles: rolesOfPerson,
      active: person.active,
      hasPassword: isNotNull(person.passwordHash).mapWith(Boolean),
      createdAt: person.createdAt,
      version: person.version,
    })
    .from(person)
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .where(and(eq(person.districtId, tx.districtId), ...which));
}

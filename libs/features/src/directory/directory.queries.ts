import { and, eq, gt, ilike, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { person, personRole, unit } from '#db/schema/index.js';
import { roles, type Role, type Scope } from '#domain/access/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type { PersonsQuery, PersonView, UnitsQuery } from './directory.dto.js';

export type UnitView = PersonView['unit'];

const unitColumns = { id: unit.unitId, kind: unit.kind, code: unit.code, name: unit.name, nameEn: unit.nameEn };

/** The units within the scope, by code. */
export async function listUnits(tx: Tx, scope: Scope, query: UnitsQuery): Promise<Page<UnitView>> {
  const after = decodeCursor(query.cursor, z.tuple([z.string()]))?.[0];
  const rows = await tx.sql
    .select(unitColumns)
    .from(unit)
    .where(
      and(
        eq(unit.districtId, tx.districtId),
        unitsInScope(scope),
        query.kind ? eq(unit.kind, query.kind) : undefined,
        after === undefined ? undefined : gt(unit.code, after),
      ),
    )
    .orderBy(unit.code)
    .limit(query.limit + 1);
  return pageAt(rows, query.limit, (last) => [last.code]);
}

/** The persons within the scope, in the order they came into the directory. */
export async function listPersons(tx: Tx, scope: Scope, query: PersonsQuery): Promise<Page<PersonView>> {
  const after = decodeCursor(query.cursor, z.tuple([z.uuid()]))?.[0];
  const rows = await selectPersons(tx)
    .where(
      and(
        eq(person.districtId, tx.districtId),
        personsInScope(scope),
        query.unitId ? eq(person.unitId, query.unitId) : undefined,
        query.active ? eq(person.active, query.active === 'true') : undefined,
        query.q ? ilike(person.name, `%${query.q.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
        query.role ? holdsRole(query.role) : undefined,
        after === undefined ? undefined : gt(person.personId, after),
      ),
    )
    .orderBy(person.personId)
    .limit(query.limit + 1);
  return pageAt(rows, query.limit, (last) => [last.id]);
}

/** One person, or null when there is none within the scope. */
export async function findPerson(tx: Tx, scope: Scope, personId: string): Promise<PersonView | null> {
  const [found] = await selectPersons(tx).where(
    and(eq(person.districtId, tx.districtId), eq(person.personId, personId), personsInScope(scope)),
  );
  return found ?? null;
}

function selectPersons(tx: Tx) {
  return tx.sql
    .select({
      id: person.personId,
      name: person.name,
      post: person.post,
      unit: unitColumns,
      roles: rolesOfPerson,
      active: person.active,
      version: person.version,
    })
    .from(person)
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)));
}

/** The person's roles in the order of the domain's list, as a column of a query over `person`. */
export const rolesOfPerson = sql<Role[]>`(
  select coalesce(array_agg(${personRole.role} order by ${personRole.role}), '{}') from ${personRole}
  where ${personRole.districtId} = ${person.districtId} and ${personRole.personId} = ${person.personId})`.mapWith(
  (value: Role[]) => roles.filter((role) => value.includes(role)),
);

const holdsRole = (role: Role): SQL => sql`exists (
  select 1 from ${personRole}
  where ${personRole.districtId} = ${person.districtId} and ${personRole.personId} = ${person.personId}
    and ${personRole.role} = ${role})`;

function unitsInScope(scope: Scope): SQL | undefined {
  if (scope.kind === 'district') return undefined;
  const ids = scope.kind === 'within' ? [scope.officeId, scope.departmentId, scope.companyId] : [];
  return or(sql`false`, ...ids.map((id) => (id === undefined ? undefined : eq(unit.unitId, id))));
}

function personsInScope(scope: Scope): SQL | undefined {
  if (scope.kind === 'district') return undefined;
  if (scope.kind === 'none') return sql`false`;
  const units = [scope.officeId, scope.departmentId, scope.companyId];
  const persons = [scope.leaderId, scope.ownerId];
  return or(
    sql`false`,
    ...units.map((id) => (id === undefined ? undefined : eq(person.unitId, id))),
    ...persons.map((id) => (id === undefined ? undefined : eq(person.personId, id))),
  );
}

function pageAt<T>(rows: T[], limit: number, key: (last: T) => string[]): Page<T> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? encodeCursor(key(items.at(-1)!)) : null };
}

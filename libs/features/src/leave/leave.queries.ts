import { and, eq, gte, inArray, lt, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { leave, person, personRole, unit } from '#db/schema/index.js';
import { dateOf, type PlainDate } from '#domain/calendar/index.js';
import { rolesOfPerson } from '#features/directory/index.js';
import type { LeaveView } from './leave.dto.js';

const deputy = alias(person, 'deputy');
const setter = alias(person, 'setter');

/** Whose leaves may be seen: everybody's, or a person's own and those in which they stand in. */
export type LeaveSight = { readonly all: true } | { readonly of: string };

export async function selectLeaves(
  tx: Tx,
  sight: LeaveSight,
  { from, until }: { from: PlainDate; until: PlainDate },
): Promise<LeaveView[]> {
  return select(tx, and(gte(leave.untilOn, from), lt(leave.fromOn, until), inSight(sight)));
}

export async function findLeave(tx: Tx, sight: LeaveSight, leaveId: string): Promise<LeaveView | undefined> {
  const [found] = await select(tx, and(eq(leave.leaveId, leaveId), inSight(sight)));
  return found;
}

function inSight(sight: LeaveSight): SQL | undefined {
  return 'all' in sight ? undefined : or(eq(leave.personId, sight.of), eq(leave.deputyId, sight.of));
}

async function select(tx: Tx, where: SQL | undefined): Promise<LeaveView[]> {
  const rows = await tx.sql
    .select({
      id: leave.leaveId,
      person: { id: person.personId, name: person.name },
      unit: { id: unit.unitId, name: unit.name, nameEn: unit.nameEn },
      roles: rolesOfPerson,
      deputy: { id: deputy.personId, name: deputy.name },
      from: leave.fromOn,
      until: leave.untilOn,
      reason: leave.reason,
      endReason: leave.endReason,
      setBy: { id: setter.personId, name: setter.name },
      createdAt: leave.createdAt,
      version: leave.version,
    })
    .from(leave)
    .innerJoin(person, and(eq(person.districtId, leave.districtId), eq(person.personId, leave.personId)))
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .leftJoin(deputy, and(eq(deputy.districtId, leave.districtId), eq(deputy.personId, leave.deputyId)))
    .innerJoin(setter, and(eq(setter.districtId, leave.districtId), eq(setter.personId, leave.setBy)))
    .where(and(eq(leave.districtId, tx.districtId), where))
    .orderBy(leave.fromOn, leave.leaveId)
    .limit(1_000);
  const today = dateOf(tx.now);
  return rows.map(({ person, unit, roles, ...row }) => ({
    ...row,
    person: { ...person, unit, roles },
    standing: standingOf(row, today),
  }));
}

function standingOf({ from, until }: { from: PlainDate; until: PlainDate }, today: PlainDate): LeaveView['standing'] {
  if (from === until) return 'calledOff';
  if (today < from) return 'coming';
  return today < until ? 'running' : 'over';
}

/** What a person is, as far as a leave asks: active, of the district's own, none of the three administrators. */
export async function fitnessOf(
  tx: Tx,
  personIds: readonly string[],
): Promise<Map<string, { active: boolean; fit: boolean }>> {
  const rows = await tx.sql
    .select({
      personId: person.personId,
      active: person.active,
      kind: unit.kind,
      administers: sql<boolean>`exists (select 1 from ${personRole} where ${personRole.districtId} = ${person.districtId}
        and ${personRole.personId} = ${person.personId} and ${personRole.role} in ('systemAdmin', 'securityAdmin', 'auditAdmin'))`,
    })
    .from(person)
    .innerJoin(unit, and(eq(unit.districtId, person.districtId), eq(unit.unitId, person.unitId)))
    .where(and(eq(person.districtId, tx.districtId), inArray(person.personId, [...personIds])));
  return new Map(
    rows.map(({ personId, active, kind, administers }) => [
      personId,
      { active, fit: active && kind !== 'company' && !administers },
    ]),
  );
}

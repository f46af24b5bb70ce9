import { and, eq, gt, inArray, lt, or } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { leave, person } from '#db/schema/index.js';
import { stoodInFor, type Leave, type StoodInFor } from '#domain/access/index.js';
import { addDays, dateOf, type PlainDate } from '#domain/calendar/index.js';
import { rolesOfPerson } from './directory.queries.js';

export interface LeaveRow extends Leave {
  readonly leaveId: string;
}

const columns = {
  leaveId: leave.leaveId,
  personId: leave.personId,
  deputyId: leave.deputyId,
  from: leave.fromOn,
  until: leave.untilOn,
};

/** Who is away on a day (today when left out), and who stands in. */
export async function leavesOn(tx: Tx, day: PlainDate = dateOf(tx.now)): Promise<LeaveRow[]> {
  return leavesOverlapping(tx, { from: day, until: addDays(day, 1) });
}

/** The leaves that share a day with a stretch of days; of these persons, as absent or as deputies, when some are named. */
export async function leavesOverlapping(
  tx: Tx,
  { from, until }: Pick<Leave, 'from' | 'until'>,
  personIds?: readonly string[],
): Promise<LeaveRow[]> {
  const ids = personIds && [...personIds];
  return tx.sql
    .select(columns)
    .from(leave)
    .where(
      and(
        eq(leave.districtId, tx.districtId),
        gt(leave.untilOn, from),
        lt(leave.fromOn, until),
        // A leave that was called off covers no day.
        gt(leave.untilOn, leave.fromOn),
        ids && or(inArray(leave.personId, ids), inArray(leave.deputyId, ids)),
      ),
    )
    .orderBy(leave.fromOn, leave.leaveId);
}

/** For whom a person stands in today, with what they are. */
export async function standInsFor(tx: Tx, deputyId: string): Promise<StoodInFor[]> {
  const absent = stoodInFor(await leavesOn(tx), deputyId, dateOf(tx.now));
  if (absent.length === 0) return [];
  return tx.sql
    .select({ personId: person.personId, name: person.name, roles: rolesOfPerson })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), inArray(person.personId, absent), eq(person.active, true)))
    .orderBy(person.personId);
}

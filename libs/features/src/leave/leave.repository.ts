import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { leave } from '#db/schema/index.js';
import type { PlainDate } from '#domain/calendar/index.js';

/** The first half of the advisory lock's key; the second is the district's. */
const LEAVE_LOCK = 7_223;

/** One at a time enters a leave: two that name each other's persons cannot pass each other by. */
export async function lockLeaves(tx: Tx): Promise<void> {
  await tx.sql.execute(sql`select pg_advisory_xact_lock(${LEAVE_LOCK}, hashtext(${tx.districtId}))`);
}

interface LeaveFacts {
  readonly deputyId: string | null;
  readonly fromOn: PlainDate;
  readonly untilOn: PlainDate;
  readonly reason: string;
}

export async function insertLeave(tx: Tx, facts: LeaveFacts & { personId: string; setBy: string }): Promise<string> {
  const leaveId = newId();
  await tx.sql.insert(leave).values({ ...facts, leaveId, districtId: tx.districtId, createdAt: tx.now });
  return leaveId;
}

export async function updateLeave(
  tx: Tx,
  leaveId: string,
  facts: Partial<LeaveFacts> & { endReason?: string | null },
): Promise<void> {
  await tx.sql
    .update(leave)
    .set({ ...facts, version: sql`${leave.version} + 1` })
    .where(and(eq(leave.districtId, tx.districtId), eq(leave.leaveId, leaveId)));
}

import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import { can, scopeFor, validateLeave, overlap, type Actor, type CommandContext } from '#domain/access/index.js';
import { addDays, dateOf, type PlainDate } from '#domain/calendar/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { leavesOverlapping, lockPerson } from '#features/directory/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import type { ChangeLeaveBody, LeaveSetView, LeavesQuery, LeaveView, SetLeaveBody } from './leave.dto.js';
import { tellDeputy, tellOfGap, tellWhoseItIs } from './leave.notices.js';
import { findLeave, fitnessOf, selectLeaves, type LeaveSight } from './leave.queries.js';
import { insertLeave, lockLeaves, updateLeave } from './leave.repository.js';

/** A leave reaches so far ahead in a list that names no end. */
const LISTED_DAYS = 366;

/** Who is away, and who stands in: entered by the person, or by a coordinator for anybody. */
@Injectable()
export class LeaveService {
  constructor(private readonly database: Database) {}

  async list(context: CommandContext, { from, until }: LeavesQuery): Promise<LeaveView[]> {
    const sight = sightOf(actorOf(context));
    return this.database.read(context, (tx) => {
      const first = from ?? dateOf(tx.now);
      return selectLeaves(tx, sight, { from: first, until: until ?? addDays(first, LISTED_DAYS) });
    });
  }

  /** Refusals: `access.denied`, `person.not_found`, `leave.deputy_unfit` and those of `validateLeave`. */
  async set(context: CommandContext, body: SetLeaveBody): Promise<LeaveSetView> {
    const by = actorOf(context);
    const { personId = by.personId, from, until, deputyId = null, reason } = body;
    if (!can(by, 'leave.write', { districtId: by.districtId, ownerId: personId }))
      throw new RefusedError({ code: 'access.denied', args: { action: 'leave.write' } });
    return this.database.transaction(context, async (tx) => {
      await lockLeaves(tx);
      if (!(await lockPerson(tx, personId)))
        throw new RefusedError({ code: 'person.not_found', args: { field: 'personId' } });
      await assertLeave(tx, null, { personId, deputyId, from, until });
      const facts = { deputyId, fromOn: from, untilOn: until, reason };
      const leaveId = await insertLeave(tx, { ...facts, personId, setBy: by.personId });
      return this.told(tx, 'leave.set', leaveId, null);
    });
  }

  /** Refusals: `leave.not_found` (also out of reach), `leave.version_conflict`, `leave.over`, and as above. */
  async change(context: CommandContext, leaveId: string, seen: number, body: ChangeLeaveBody): Promise<LeaveSetView> {
    const by = actorOf(context);
    return this.database.transaction(context, async (tx) => {
      const before = await this.toChange(tx, by, leaveId, seen);
      const { from, until, deputyId = null, reason } = body;
      await assertLeave(tx, before, { personId: before.person.id, deputyId, from, until });
      await updateLeave(tx, leaveId, { deputyId, fromOn: from, untilOn: until, reason });
      return this.told(tx, 'leave.change', leaveId, before);
    });
  }

  /**
   * Back early: it ends today. One that has not begun is called off. Somebody else's only with a reason. Refusals:
   * `leave.not_found`, `leave.version_conflict`, `leave.over`, `leave.reason_required`.
   */
  async end(context: CommandContext, leaveId: string, seen: number, reason?: string): Promise<LeaveSetView> {
    const by = actorOf(context);
    return this.database.transaction(context, async (tx) => {
      const before = await this.toChange(tx, by, leaveId, seen);
      const today = dateOf(tx.now);
      if (reason === undefined && before.person.id !== by.personId)
        throw new RefusedError({ code: 'leave.reason_required', args: { field: 'reason' } });
      const untilOn = before.from < today ? today : before.from;
      await updateLeave(tx, leaveId, { untilOn, endReason: reason ?? null });
      return this.told(tx, 'leave.end', leaveId, before);
    });
  }

  private async toChange(tx: Tx, by: Actor, leaveId: string, seen: number): Promise<LeaveView> {
    await lockLeaves(tx);
    const found = await findLeave(tx, sightOf(by), leaveId);
    if (!found) throw new RefusedError({ code: 'leave.not_found', args: {} });
    // Who stands in sees it, and does not change it.
    if (!can(by, 'leave.write', { districtId: by.districtId, ownerId: found.person.id }))
      throw new RefusedError({ code: 'access.denied', args: { action: 'leave.write' } });
    if (found.version !== seen) throw new VersionConflictError('leave', { ...found });
    if (found.standing === 'over' || found.standing === 'calledOff')
      throw new RefusedError({ code: 'leave.over', args: {} });
    return found;
  }

  /** The leave as it is now, with everybody told whom it concerns. */
  private async told(tx: Tx, action: string, leaveId: string, before: LeaveView | null): Promise<LeaveSetView> {
    const now = (await findLeave(tx, { all: true }, leaveId))!;
    const gone =
      before?.deputy && (before.deputy.id !== now.deputy?.id || now.from === now.until || action === 'leave.end');
    if (gone) await tellDeputy(tx, { ...now, deputy: before.deputy, reason: now.endReason ?? '' }, 'leave.ended');
    if (now.deputy && now.from < now.until && action !== 'leave.end') await tellDeputy(tx, now, 'leave.deputy');
    await tellWhoseItIs(tx, now);
    const around = await leavesOverlapping(tx, now, [now.person.id]);
    const left = around.filter(({ deputyId, ...stretch }) => deputyId === now.person.id && overlap(stretch, now));
    const names = await Promise.all(left.map((each) => findLeave(tx, { all: true }, each.leaveId)));
    const withoutDeputy = names.flatMap((each) => (each ? [{ id: each.person.id, name: each.person.name }] : []));
    if (action !== 'leave.end') for (const each of withoutDeputy) await tellOfGap(tx, each, now);
    await recordAudit(tx, [
      {
        action,
        subjectKind: 'leave',
        subjectId: leaveId,
        detail: {
          personId: now.person.id,
          deputyId: now.deputy?.id ?? null,
          from: now.from,
          until: now.until,
          ...(now.endReason !== null && { reason: now.endReason }),
        },
      },
    ]);
    return { ...now, withoutDeputy };
  }
}

/** A running leave keeps its first day; otherwise the new one is judged beside all others of the two people. */
async function assertLeave(
  tx: Tx,
  before: LeaveView | null,
  leave: { personId: string; deputyId: string | null; from: PlainDate; until: PlainDate },
): Promise<void> {
  const people = [leave.personId, ...(leave.deputyId === null ? [] : [leave.deputyId])];
  const fitness = await fitnessOf(tx, people);
  if (!fitness.get(leave.personId)?.active)
    throw new RefusedError({ code: 'person.not_found', args: { field: 'personId' } });
  if (leave.deputyId !== null && !fitness.get(leave.deputyId)?.fit)
    throw new RefusedError({ code: 'leave.deputy_unfit', args: { field: 'deputyId' } });
  const others = leave.until > leave.from ? await leavesOverlapping(tx, leave, people) : [];
  const today = dateOf(tx.now);
  const judged = before?.standing === 'running' && before.from === leave.from ? { ...leave, from: today } : leave;
  valueOf(
    validateLeave(
      judged,
      others.filter(({ leaveId }) => leaveId !== before?.id),
      today,
    ),
  );
}

function actorOf({ actor }: CommandContext): Actor {
  if (actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return actor;
}

function sightOf(actor: Actor): LeaveSight {
  return scopeFor(actor, 'leave.write').kind === 'district' ? { all: true } : { of: actor.personId };
}

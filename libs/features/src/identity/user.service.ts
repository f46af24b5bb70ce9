import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { authorOf, type CommandContext, type Role } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit, type AuditRecord } from '#features/audit/index.js';
import { mayHold, type UnitKind } from '#features/directory/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { hashPassword, randomPassword } from './password.js';
import { insertPerson, lockUser, overwritePassword, updatePerson } from './person.repository.js';
import { revokeAll } from './session.repository.js';
import type { ChangeUser, CreatedUser, CreateUser, UserView } from './user.dto.js';
import { findUser, unitKindOf } from './user.queries.js';

/** The two administrators who watch over the system administrator, and so are not in their hands. */
const WATCHERS: readonly Role[] = ['securityAdmin', 'auditAdmin'];

/** The system administrator's work: accounts. What a person may do is for the security administrator to say. */
@Injectable()
export class UserService {
  constructor(private readonly database: Database) {}

  /**
   * A new user without any role, and the password made for them. Refuses `user.username_taken`, `unit.not_found`.
   * The idempotency key is not used: it would keep the answer, and with it the password; the user name is key enough.
   */
  async create({ idempotency: _key, ...context }: CommandContext, user: CreateUser): Promise<CreatedUser> {
    const initialPassword = randomPassword();
    const passwordHash = await hashPassword(initialPassword);
    return this.database.transaction(context, async (tx) => {
      await unitOf(tx, user.unitId);
      const personId = await insertPerson(tx, { ...user, passwordHash });
      if (personId === null) throw new RefusedError({ code: 'user.username_taken', args: { field: 'username' } });
      const created = await changed(tx, personId, [{ action: 'user.create', detail: { ...user } }]);
      return { ...created, initialPassword };
    });
  }

  /** Refuses `user.not_found`, `user.version_conflict`, `unit.not_found`, `user.roles_do_not_fit`. */
  async change(context: CommandContext, personId: string, seen: number, change: ChangeUser): Promise<UserView> {
    return this.database.transaction(context, async (tx) => {
      const before = await lockedUser(tx, personId, seen);
      const kind = await unitOf(tx, change.unitId);
      const unfit = before.roles.find((role) => !mayHold(role, kind));
      if (unfit)
        throw new RefusedError({
          code: 'user.roles_do_not_fit',
          args: { field: 'unitId', role: unfit, unitKind: kind },
        });
      await updatePerson(tx, personId, change);
      const { name, post, unit, email } = before;
      return changed(tx, personId, [
        { action: 'user.change', detail: { before: { name, post, unitId: unit.id, email }, after: { ...change } } },
      ]);
    });
  }

  /** Shuts a person out at once, or lets them in again. Refuses, besides the usual, `user.own_account` and `user.is_administrator`. */
  async setActive(context: CommandContext, personId: string, seen: number, active: boolean): Promise<UserView> {
    return this.database.transaction(context, async (tx) => {
      const before = await lockedUser(tx, personId, seen);
      refuseUntouchable(context, before);
      if (before.active === active) return before;
      await updatePerson(tx, personId, { active });
      const ended = active ? [] : await revokeAll(tx, personId);
      const action = active ? 'user.activate' : 'user.deactivate';
      return changed(tx, personId, [{ action, detail: { sessionsEnded: ended.length } }]);
    });
  }

  /** A new random password; the person's sessions end. Refusals as for `setActive`. */
  async resetPassword(
    { idempotency: _key, ...context }: CommandContext,
    personId: string,
    seen: number,
  ): Promise<string> {
    const password = randomPassword();
    const passwordHash = await hashPassword(password);
    await this.database.transaction(context, async (tx) => {
      refuseUntouchable(context, await lockedUser(tx, personId, seen));
      await overwritePassword(tx, personId, passwordHash);
      const ended = await revokeAll(tx, personId);
      await changed(tx, personId, [{ action: 'user.reset-password', detail: { sessionsEnded: ended.length } }]);
    });
    return password;
  }
}

/**
 * Whoever could set the security administrator's password could be them. So first their role goes to somebody else
 * (which the security administrator decides), then the account can be dealt with.
 */
function refuseUntouchable(context: CommandContext, user: UserView): void {
  if (authorOf(context) === user.id) throw new RefusedError({ code: 'user.own_account', args: {} });
  const role = WATCHERS.find((watcher) => user.roles.includes(watcher));
  if (role) throw new RefusedError({ code: 'user.is_administrator', args: { role } });
}

async function lockedUser(tx: Tx, personId: string, seen: number): Promise<UserView> {
  const locked = await lockUser(tx, personId);
  const user = locked ? await findUser(tx, personId) : null;
  if (!user) throw new RefusedError({ code: 'user.not_found', args: {} });
  if (user.version !== seen) throw new VersionConflictError('user', { ...user });
  return user;
}

async function unitOf(tx: Tx, unitId: string): Promise<UnitKind> {
  const kind = await unitKindOf(tx, unitId);
  if (!kind) throw new RefusedError({ code: 'unit.not_found', args: { field: 'unitId' } });
  return kind;
}

/** Tells of the change and writes it down; answers the user as they are now. */
async function changed(tx: Tx, personId: string, records: Pick<AuditRecord, 'action' | 'detail'>[]): Promise<UserView> {
  const user = (await findUser(tx, personId))!;
  await announceChange(tx, { subject: 'person', id: personId, version: user.version });
  await recordAudit(
    tx,
    records.map((record) => ({ ...record, subjectKind: 'person', subjectId: personId })),
  );
  return user;
}

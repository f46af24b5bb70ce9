import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import type { Actor, CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { standInsFor } from '#features/directory/index.js';
import type { SessionReader } from '#platform/http/index.js';
import { admitAttempt, passwordBuckets, releaseAttempt } from './attempts.js';
import { hashPassword, isPasswordOf, weaknessOf } from './password.js';
import { setLanguageOf, setPassword } from './person.repository.js';
import {
  actorOf,
  findByUsername,
  findKnownPerson,
  findSession,
  ownDistrict,
  type KnownPerson,
} from './person.queries.js';
import { permissionsOf, signedInView, type WhoAmIView } from './session.dto.js';
import { isLive, SEEN_EVERY_MS } from './session-life.js';
import { liveSessionsOf, revokeAll, revokeByToken, revokeOwn, touchSession } from './session.repository.js';
import { readCookieToken, tokenHashOf } from './token.js';

@Injectable()
export class SessionService implements SessionReader {
  constructor(private readonly database: Database) {}

  async read(cookieValue: string, from: string): Promise<Actor | null> {
    const cookie = readCookieToken(cookieValue);
    if (!cookie) return null;
    const { districtId, token } = cookie;
    const context: CommandContext = { districtId, actor: { kind: 'system', districtId }, requestId: '', from };
    return this.database.transaction(context, async (tx) => {
      const found = await findSession(tx, tokenHashOf(token));
      if (!found || !found.person.active || !isLive(found, tx.now)) return null;
      if (tx.now - found.lastSeenAt >= SEEN_EVERY_MS) await touchSession(tx, found.sessionId);
      const standsInFor = await standInsFor(tx, found.person.personId);
      const actor = actorOf(districtId, found.person);
      return standsInFor.length === 0 ? actor : { ...actor, standsInFor };
    });
  }

  /** Ends the session of the cookie, if it is one. Asking twice is no fault. */
  async signOut(cookieValue: string | undefined, origin: { requestId: string; from: string }): Promise<void> {
    const cookie = readCookieToken(cookieValue);
    if (!cookie) return;
    const { districtId, token } = cookie;
    await this.database.transaction({ districtId, actor: { kind: 'system', districtId }, ...origin }, async (tx) => {
      const found = await findSession(tx, tokenHashOf(token));
      if (!found || !isLive(found, tx.now)) return;
      const ended = await revokeByToken(tx, tokenHashOf(token));
      if (ended.length === 0) return;
      const actor = actorOf(districtId, found.person);
      await recordAudit({ ...tx, context: { ...tx.context, actor } }, [
        {
          action: 'session.sign-out',
          subjectKind: 'person',
          subjectId: actor.personId,
          detail: { sessionId: found.sessionId },
        },
      ]);
    });
  }

  async whoAmI(context: CommandContext): Promise<WhoAmIView> {
    const actor = personOf(context);
    return this.database.read(context, async (tx) => {
      const known = await self(tx, actor);
      return { ...signedInView(known, await ownDistrict(tx)), permissions: permissionsOf(actor), now: tx.now };
    });
  }

  async listOwn(context: CommandContext, cookieValue: string | undefined) {
    const actor = personOf(context);
    const current = ownHash(cookieValue);
    const sessions = await this.database.read(context, (tx) => liveSessionsOf(tx, actor.personId));
    return sessions.map(({ tokenHash, ...session }) => ({ ...session, current: tokenHash === current }));
  }

  /** Ends one of the person's own sessions; refuses `session.not_found` for any other, or one that has ended. */
  async revoke(context: CommandContext, sessionId: string): Promise<void> {
    const actor = personOf(context);
    await this.database.transaction(context, async (tx) => {
      const ended = await revokeOwn(tx, actor.personId, sessionId);
      if (ended.length === 0) throw new RefusedError({ code: 'session.not_found', args: {} });
      await recordAudit(tx, [
        { action: 'session.revoke', subjectKind: 'person', subjectId: actor.personId, detail: { sessionId } },
      ]);
    });
  }

  /**
   * Sets a new password and ends the person's other sessions. Refuses `session.old_password_invalid`,
   * `session.password_too_weak` (`reason`) and, as at sign-in, `session.too_many_attempts`.
   */
  async changePassword(
    context: CommandContext,
    change: { oldPassword: string; newPassword: string },
    cookieValue: string | undefined,
  ): Promise<void> {
    const actor = personOf(context);
    const buckets = passwordBuckets(actor.personId);
    const before = await this.database.transaction(context, async (tx) => {
      const { username } = await self(tx, actor);
      const weakness = weaknessOf(change.newPassword, username);
      if (weakness)
        throw new RefusedError({ code: 'session.password_too_weak', args: { field: 'newPassword', reason: weakness } });
      await admitAttempt(tx, buckets);
      return (await findByUsername(tx, username))!;
    });
    if (!(await isPasswordOf(before.passwordHash, change.oldPassword))) {
      const code = 'session.old_password_invalid';
      await this.database.transaction(context, (tx) =>
        recordAudit(tx, [{ ...passwordEntry(actor), result: 'refused', code }]),
      );
      throw new RefusedError({ code, args: { field: 'oldPassword' } });
    }
    const passwordHash = await hashPassword(change.newPassword);
    await this.database.transaction(context, async (tx) => {
      await releaseAttempt(tx, buckets);
      const { personId } = actor;
      const set = await setPassword(tx, personId, passwordHash, before.passwordHash);
      // An administrator has set another one meanwhile: theirs holds, and the old one is wrong by now.
      if (!set) throw new RefusedError({ code: 'session.old_password_invalid', args: { field: 'oldPassword' } });
      const ended = await revokeAll(tx, personId, ownHash(cookieValue) ?? '');
      await recordAudit(tx, [{ ...passwordEntry(actor), detail: { sessionsEnded: ended.length } }]);
    });
  }

  async setLanguage(context: CommandContext, language: 'zh' | 'en'): Promise<void> {
    const { personId } = personOf(context);
    await this.database.transaction(context, async (tx) => {
      const version = await setLanguageOf(tx, personId, language);
      await announceChange(tx, { subject: 'person', id: personId, version });
      await recordAudit(tx, [
        { action: 'session.language', subjectKind: 'person', subjectId: personId, detail: { language } },
      ]);
    });
  }
}

const passwordEntry = (actor: Actor) => ({
  action: 'session.password',
  subjectKind: 'person',
  subjectId: actor.personId,
});

function ownHash(cookieValue: string | undefined): string | null {
  const cookie = readCookieToken(cookieValue);
  return cookie && tokenHashOf(cookie.token);
}

function personOf({ actor }: CommandContext): Actor {
  if (actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return actor;
}

async function self(tx: Tx, actor: Actor): Promise<KnownPerson> {
  const known = await findKnownPerson(tx, actor.personId);
  if (!known) throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return known;
}

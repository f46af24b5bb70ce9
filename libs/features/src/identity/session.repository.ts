import { and, desc, eq, gt, isNull, lt, ne, or, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { idempotencyKey, knownDevice, session } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { DEVICE_MS, IDLE_MS, later, SEEN_EVERY_MS, SESSION_MS } from './session-life.js';

export async function insertSession(
  tx: Tx,
  row: { personId: string; tokenHash: string; userAgent: string; fromAddress: string },
): Promise<string> {
  const sessionId = newId();
  await tx.sql.insert(session).values({
    ...row,
    districtId: tx.districtId,
    sessionId,
    createdAt: tx.now,
    lastSeenAt: tx.now,
    expiresAt: later(tx.now, SESSION_MS),
  });
  return sessionId;
}

/** Notes that a session was used, if the last note is old enough; many requests at once write one. */
export async function touchSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.sql
    .update(session)
    .set({ lastSeenAt: tx.now })
    .where(
      and(
        eq(session.districtId, tx.districtId),
        eq(session.sessionId, sessionId),
        lt(session.lastSeenAt, later(tx.now, -SEEN_EVERY_MS)),
      ),
    );
}

/** Ends the sessions that are live and meet `which`; answers their ids. */
async function revoke(tx: Tx, ...which: SQL[]): Promise<string[]> {
  const ended = await tx.sql
    .update(session)
    .set({ revokedAt: tx.now })
    .where(
      and(eq(session.districtId, tx.districtId), isNull(session.revokedAt), gt(session.expiresAt, tx.now), ...which),
    )
    .returning({ sessionId: session.sessionId });
  return ended.map(({ sessionId }) => sessionId);
}

export function revokeByToken(tx: Tx, tokenHash: string): Promise<string[]> {
  return revoke(tx, eq(session.tokenHash, tokenHash));
}

export function revokeOwn(tx: Tx, personId: string, sessionId: string): Promise<string[]> {
  return revoke(tx, eq(session.personId, personId), eq(session.sessionId, sessionId));
}

/** All sessions of the person, but for the one with this token. */
export function revokeAll(tx: Tx, personId: string, exceptTokenHash = ''): Promise<string[]> {
  return revoke(tx, eq(session.personId, personId), ne(session.tokenHash, exceptTokenHash));
}

/** The live sessions of a person, the last used first. */
export async function liveSessionsOf(tx: Tx, personId: string) {
  return tx.sql
    .select({
      id: session.sessionId,
      tokenHash: session.tokenHash,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      expiresAt: session.expiresAt,
      userAgent: session.userAgent,
      fromAddress: session.fromAddress,
    })
    .from(session)
    .where(
      and(
        eq(session.districtId, tx.districtId),
        eq(session.personId, personId),
        isNull(session.revokedAt),
        gt(session.expiresAt, tx.now),
        gt(session.lastSeenAt, later(tx.now, -IDLE_MS)),
      ),
    )
    .orderBy(desc(session.lastSeenAt), desc(session.sessionId));
}

/** The device of this token that has signed this person in before, if there is one. */
export async function findDevice(tx: Tx, tokenHash: string, personId: string): Promise<string | null> {
  const [found] = await tx.sql
    .select({ deviceId: knownDevice.deviceId })
    .from(knownDevice)
    .where(and(deviceOf(tx, tokenHash), eq(knownDevice.personId, personId)))
    .orderBy(knownDevice.deviceId)
    .limit(1);
  return found?.deviceId ?? null;
}

/** Whether the token is one we gave to some browser, whoever signed in there. */
export async function isDeviceToken(tx: Tx, tokenHash: string): Promise<boolean> {
  const found = await tx.sql
    .select({ deviceId: knownDevice.deviceId })
    .from(knownDevice)
    .where(deviceOf(tx, tokenHash))
    .limit(1);
  return found.length > 0;
}

/** Remembers that the person has signed in from the device, for another year. */
export async function rememberDevice(tx: Tx, tokenHash: string, personId: string): Promise<void> {
  const use = { lastUsedAt: tx.now, expiresAt: later(tx.now, DEVICE_MS) };
  const known = await findDevice(tx, tokenHash, personId);
  if (known)
    await tx.sql
      .update(knownDevice)
      .set(use)
      .where(and(eq(knownDevice.districtId, tx.districtId), eq(knownDevice.deviceId, known)));
  else
    await tx.sql
      .insert(knownDevice)
      .values({ districtId: tx.districtId, deviceId: newId(), personId, tokenHash, createdAt: tx.now, ...use });
}

/** Whether the person has signed in from this address since `since`. */
export async function hasSignedInFrom(tx: Tx, personId: string, fromAddress: string, since: Instant): Promise<boolean> {
  const found = await tx.sql
    .select({ sessionId: session.sessionId })
    .from(session)
    .where(
      and(
        eq(session.districtId, tx.districtId),
        eq(session.personId, personId),
        eq(session.fromAddress, fromAddress),
        gt(session.createdAt, since),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** Forgets sessions and devices that ended before `before`. */
export async function forgetEnded(tx: Tx, before: Instant): Promise<void> {
  await tx.sql
    .delete(session)
    .where(
      and(eq(session.districtId, tx.districtId), or(lt(session.expiresAt, before), lt(session.revokedAt, before))),
    );
  await tx.sql
    .delete(knownDevice)
    .where(and(eq(knownDevice.districtId, tx.districtId), lt(knownDevice.expiresAt, before)));
}

/** Forgets the answers kept for repeated requests that were given before `before`. */
export async function forgetAnswers(tx: Tx, before: Instant): Promise<void> {
  await tx.sql
    .delete(idempotencyKey)
    .where(and(eq(idempotencyKey.districtId, tx.districtId), lt(idempotencyKey.createdAt, before)));
}

function deviceOf(tx: Tx, tokenHash: string): SQL | undefined {
  return and(
    eq(knownDevice.districtId, tx.districtId),
    eq(knownDevice.tokenHash, tokenHash),
    gt(knownDevice.expiresAt, tx.now),
  );
}

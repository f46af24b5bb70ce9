import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { admitAttempt, bucketsOf, releaseAttempt, type Buckets } from './attempts.js';
import { isPasswordOf } from './password.js';
import { actorOf, findByUsername, findKnownPerson, ownDistrict, usernameOf } from './person.queries.js';
import { signedInView, type SignedInView } from './session.dto.js';
import { DEVICE_MS, later, SESSION_MS } from './session-life.js';
import {
  findDevice,
  hasSignedInFrom,
  insertSession,
  isDeviceToken,
  rememberDevice,
  revokeByToken,
} from './session.repository.js';
import { newToken, readCookieToken, tokenHashOf, writeCookieToken } from './token.js';

export interface SignInRequest {
  readonly username: string;
  readonly password: string;
  /** Code of the district; needed only where the host name does not say it. */
  readonly district?: string | undefined;
  readonly hostname: string;
  readonly requestId: string;
  readonly from: string;
  readonly userAgent: string;
  /** Values of the cookies the browser sent. */
  readonly sessionCookie?: string | undefined;
  readonly deviceCookie?: string | undefined;
}

export interface SignedIn {
  readonly view: SignedInView;
  readonly session: { readonly cookie: string; readonly maxAgeSeconds: number };
  readonly device: { readonly cookie: string; readonly maxAgeSeconds: number };
}

interface Admitted {
  readonly buckets: Buckets;
  readonly personId: string | null;
  readonly passwordHash: string | null;
  readonly active: boolean;
  /** With this attempt, should it fail, further ones are refused for a while. */
  readonly blocks: boolean;
}

const RECENTLY_MS = 90 * 24 * 60 * 60_000;

@Injectable()
export class SignInService {
  constructor(private readonly database: Database) {}

  /**
   * Opens a session. Refuses `session.too_many_attempts` (without looking at the password), and with one and the same
   * answer, in the same time, an unknown name, a wrong password and a person who is not active:
   * `session.wrong_credentials`.
   */
  async signIn(request: SignInRequest): Promise<SignedIn> {
    const districtId = await this.districtOf(request);
    const context: CommandContext = {
      districtId,
      actor: { kind: 'system', districtId },
      requestId: request.requestId,
      from: request.from,
    };
    const admitted = await this.database.transaction(context, (tx) => admit(tx, request));
    // Outside any transaction: the hash takes its time, and nobody should wait for a lock meanwhile.
    const right = await isPasswordOf(admitted.passwordHash, request.password);
    if (!right || !admitted.active || admitted.personId === null) {
      await this.database.transaction(context, (tx) => recordFailure(tx, admitted));
      throw new RefusedError({ code: 'session.wrong_credentials', args: {} });
    }
    const { personId, buckets } = admitted;
    return this.database.transaction(context, (tx) => open(tx, personId, buckets, request));
  }

  private async districtOf({ district, hostname }: SignInRequest): Promise<string> {
    const all = await this.database.districts();
    const host = hostname.toLowerCase();
    const meant =
      district === undefined
        ? (all.find((one) => one.host?.toLowerCase() === host) ?? (all.length === 1 ? all[0] : undefined))
        : all.find(({ code }) => code === district);
    if (meant) return meant.districtId;
    throw new RefusedError(
      district === undefined
        ? { code: 'session.district_required', args: { field: 'district' } }
        : { code: 'district.not_found', args: { field: 'district' } },
    );
  }
}

async function admit(tx: Tx, request: SignInRequest): Promise<Admitted> {
  const username = usernameOf(request.username);
  const found = await findByUsername(tx, username);
  const deviceHash = ownTokenHash(tx, request.deviceCookie);
  const personId = found?.personId ?? null;
  const deviceId = personId && deviceHash ? await findDevice(tx, deviceHash, personId) : null;
  const since = later(tx.now, -RECENTLY_MS);
  const knownSource = personId !== null && (await hasSignedInFrom(tx, personId, request.from, since));
  const buckets = bucketsOf({ username, from: request.from, deviceId, knownSource });
  const blocks = await admitAttempt(tx, buckets);
  return { buckets, personId, passwordHash: found?.passwordHash ?? null, active: found?.active ?? false, blocks };
}

/** The name that was typed is not written down when nobody has it: it may well be a password. */
async function recordFailure(tx: Tx, admitted: Admitted): Promise<void> {
  await recordAudit(tx, [
    {
      action: 'session.sign-in',
      subjectKind: 'person',
      subjectId: admitted.personId ?? 'unknown',
      result: 'refused',
      code: 'session.wrong_credentials',
      // Attempts refused while the block lasts leave no entry of their own: an attacker must not fill the trail.
      detail: admitted.blocks ? { blocks: true } : {},
      byStranger: true,
    },
  ]);
}

async function open(tx: Tx, personId: string, buckets: Buckets, request: SignInRequest): Promise<SignedIn> {
  await releaseAttempt(tx, buckets);
  const known = (await findKnownPerson(tx, personId))!;
  // Whoever signs in again in the same browser leaves no second session behind.
  const earlier = ownTokenHash(tx, request.sessionCookie);
  if (earlier) await revokeByToken(tx, earlier);

  const token = newToken();
  const { userAgent, from: fromAddress } = request;
  const sessionId = await insertSession(tx, { personId, tokenHash: tokenHashOf(token), userAgent, fromAddress });
  const deviceToken = await deviceTokenOf(tx, request.deviceCookie);
  await rememberDevice(tx, tokenHashOf(deviceToken), personId);

  const actor = actorOf(tx.districtId, known);
  await recordAudit({ ...tx, context: { ...tx.context, actor } }, [
    { action: 'session.sign-in', subjectKind: 'person', subjectId: personId, detail: { sessionId } },
  ]);
  const { districtId } = tx;
  return {
    view: signedInView(known, await ownDistrict(tx)),
    session: { cookie: writeCookieToken({ districtId, token }), maxAgeSeconds: SESSION_MS / 1_000 },
    device: { cookie: writeCookieToken({ districtId, token: deviceToken }), maxAgeSeconds: DEVICE_MS / 1_000 },
  };
}

/** The browser's own token if we gave it one (several people may share a browser), else a new one. */
async function deviceTokenOf(tx: Tx, cookie: string | undefined): Promise<string> {
  const sent = readCookieToken(cookie);
  const ours = sent?.districtId === tx.districtId && (await isDeviceToken(tx, tokenHashOf(sent.token)));
  return ours ? sent.token : newToken();
}

/** The stored form of a cookie's token; null when there is none or it belongs to another district. */
function ownTokenHash(tx: Tx, cookie: string | undefined): string | null {
  const sent = readCookieToken(cookie);
  return sent?.districtId === tx.districtId ? tokenHashOf(sent.token) : null;
}

import { createHash } from 'node:crypto';
import type { Tx } from '#db/database.js';
import { RefusedError } from '#domain/refusal.js';
import {
  ACCOUNT,
  blockedFor,
  countAttempt,
  NARROW,
  release,
  SOURCE,
  sourceOf,
  type Bucket,
  type LockoutRule,
} from './lockout.js';
import { lockBuckets, momentOfHolding, saveBuckets } from './throttle.repository.js';

/** The buckets one attempt falls into, each with its rule. */
export type Buckets = ReadonlyMap<string, LockoutRule>;

/**
 * Which buckets a sign-in falls into. A device that signed this person in before stands by itself: guessing elsewhere
 * cannot lock it out. An address from which the person signed in lately isn't asked about the account, else whoever
 * keeps guessing from all over the world would keep the person out.
 */
export function bucketsOf(attempt: {
  username: string;
  from: string;
  deviceId: string | null;
  knownSource: boolean;
}): Buckets {
  if (attempt.deviceId) return new Map([[`device:${attempt.deviceId}`, NARROW]]);
  // Hashed: people type all sorts of things, passwords too, into the field for the name.
  const account = createHash('sha256').update(attempt.username).digest('base64url');
  const source = sourceOf(attempt.from);
  const buckets = new Map([
    [`source:${source}`, SOURCE],
    [`account+source:${account}|${source}`, NARROW],
  ]);
  if (!attempt.knownSource) buckets.set(`account:${account}`, ACCOUNT);
  return buckets;
}

/** The bucket of whoever opens a secret link. Many programs share an address, so wrong ones count by it alone. */
export function secretLinkBuckets(from: string): Buckets {
  return new Map([[`link:${sourceOf(from)}`, SOURCE]]);
}

/** The bucket of somebody who, signed in, says their old password. */
export function passwordBuckets(personId: string): Buckets {
  return new Map([[`password:${personId}`, NARROW]]);
}

/**
 * Counts an attempt in all its buckets, or refuses it (`session.too_many_attempts`, `retryAfterSeconds`) when one is
 * blocked; a refused attempt counts nowhere. To be committed before the password is looked at. Answers whether a block
 * begins with this attempt, should it fail.
 */
export async function admitAttempt(tx: Tx, buckets: Buckets): Promise<boolean> {
  const held = await lockBuckets(tx, [...buckets.keys()]);
  const at = await momentOfHolding(tx);
  const waits = [...buckets].map(([name, rule]) => blockedFor(held.get(name), rule, at));
  const longest = Math.max(...waits);
  if (longest > 0)
    throw new RefusedError({
      code: 'session.too_many_attempts',
      args: { retryAfterSeconds: Math.ceil(longest / 1_000) },
    });
  const counted = [...buckets].map(([name, rule]) => countAttempt(name, held.get(name), rule, at));
  await saveBuckets(tx, counted);
  return counted.some(({ blockedUntil }) => blockedUntil !== null);
}

/** The password was right: forgets the narrow bucket, and takes this one attempt back from the shared ones. */
export async function releaseAttempt(tx: Tx, buckets: Buckets): Promise<void> {
  const held = await lockBuckets(tx, [...buckets.keys()]);
  const released: Bucket[] = [];
  for (const [name, rule] of buckets) {
    const bucket = held.get(name)!;
    released.push(rule === NARROW ? { ...bucket, failures: 0, blockedUntil: null } : release(bucket, rule));
  }
  await saveBuckets(tx, released);
}

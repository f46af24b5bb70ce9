import type { Instant } from '#domain/calendar/index.js';

/** How many attempts a bucket takes before it blocks, and for how long. */
export interface LockoutRule {
  /** The attempt of this number is the last one free; if it fails, the bucket is blocked. */
  readonly free: number;
  /** Counting begins anew this long after the first attempt counted. */
  readonly windowMs: number;
  /** The first block; each further attempt that fails doubles it, up to the longest. */
  readonly firstBlockMs: number;
  readonly longestBlockMs: number;
}

export interface Bucket {
  readonly bucket: string;
  readonly failures: number;
  readonly windowStartedAt: Instant;
  readonly blockedUntil: Instant | null;
}

const MINUTE_MS = 60_000;

/** One account from one source, or from one known device: 5 free, then 1, 2, 4, 8, 15 minutes. */
export const NARROW: LockoutRule = {
  free: 5,
  windowMs: 60 * MINUTE_MS,
  firstBlockMs: MINUTE_MS,
  longestBlockMs: 15 * MINUTE_MS,
};

/** One source, whatever the accounts. */
export const SOURCE: LockoutRule = {
  free: 50,
  windowMs: 15 * MINUTE_MS,
  firstBlockMs: 15 * MINUTE_MS,
  longestBlockMs: 15 * MINUTE_MS,
};

/** One account, whatever the sources; known devices and sources are not asked. */
export const ACCOUNT: LockoutRule = {
  free: 30,
  windowMs: 15 * MINUTE_MS,
  firstBlockMs: 15 * MINUTE_MS,
  longestBlockMs: 15 * MINUTE_MS,
};

/** Milliseconds for which the bucket still refuses attempts; 0 when it doesn't. No block outlasts its rule's longest. */
export function blockedFor(bucket: Bucket | undefined, rule: LockoutRule, now: Instant): number {
  if (!bucket?.blockedUntil) return 0;
  const left = bucket.blockedUntil - now;
  // A longer one can only come from a clock that was moved back since.
  return left > 0 && left <= rule.longestBlockMs ? left : 0;
}

/**
 * The bucket with one more attempt in it. An attempt counts as failed before the password is looked at, so that many at
 * once cannot slip by together; `release` takes it back when the password was right.
 */
export function countAttempt(name: string, bucket: Bucket | undefined, rule: LockoutRule, now: Instant): Bucket {
  const age = bucket ? now - bucket.windowStartedAt : Infinity;
  const running = bucket !== undefined && age >= 0 && age < rule.windowMs;
  const failures = running ? bucket.failures + 1 : 1;
  const windowStartedAt = running ? bucket.windowStartedAt : now;
  return { bucket: name, failures, windowStartedAt, blockedUntil: blockAfter(failures, rule, now) };
}

/** The bucket without the one attempt that turned out right. */
export function release(bucket: Bucket, rule: LockoutRule): Bucket {
  const failures = Math.max(0, bucket.failures - 1);
  return { ...bucket, failures, blockedUntil: failures < rule.free ? null : bucket.blockedUntil };
}

function blockAfter(failures: number, rule: LockoutRule, now: Instant): Instant | null {
  if (failures < rule.free) return null;
  const doublings = Math.min(failures - rule.free, 20);
  return (now + Math.min(rule.longestBlockMs, rule.firstBlockMs * 2 ** doublings)) as Instant;
}

/** Where an attempt comes from, as far as one user is told from another: an IPv6 user has a whole /64 to roam in. */
export function sourceOf(address: string): string {
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (v4) return v4[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

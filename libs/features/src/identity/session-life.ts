import type { Instant } from '#domain/calendar/index.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A session ends this long after its last request. */
export const IDLE_MS = 12 * HOUR_MS;
/** And this long after sign-in, used or not. */
export const SESSION_MS = 7 * DAY_MS;
/** A use is written down at most this often. */
export const SEEN_EVERY_MS = MINUTE_MS;
/** A browser that has not signed in for so long is a stranger again. */
export const DEVICE_MS = 365 * DAY_MS;

export interface SessionTimes {
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
}

/** Whether a session still lets its person in. */
export function isLive(session: SessionTimes, now: Instant): boolean {
  return session.revokedAt === null && now < session.expiresAt && now - session.lastSeenAt < IDLE_MS;
}

export const later = (now: Instant, ms: number): Instant => (now + ms) as Instant;

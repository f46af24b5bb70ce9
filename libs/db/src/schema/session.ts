import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';
import { person } from './directory.js';
import { district } from './district.js';

/** An opaque, revocable sign-in. The cookie holds the token; only its SHA-256 is stored. */
export const session = pgTable(
  'session',
  {
    districtId: districtId(),
    sessionId: uuid('session_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    personId: uuid('person_id').notNull(),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    userAgent: text('user_agent').notNull(),
    fromAddress: text('from_address').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.sessionId] }),
    index('session_token').on(t.districtId, t.tokenHash),
    index('session_person').on(t.districtId, t.personId),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/**
 * A browser from which a person has signed in before. Its long-lived cookie holds a token, of which only the SHA-256 is
 * stored; it lets nobody in, but its sign-ins are throttled by themselves, so that guessing elsewhere locks nobody out.
 */
export const knownDevice = pgTable(
  'known_device',
  {
    districtId: districtId(),
    deviceId: uuid('device_id').notNull(),
    personId: uuid('person_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.deviceId] }),
    index('known_device_token').on(t.districtId, t.tokenHash),
    index('known_device_person').on(t.districtId, t.personId),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/**
 * Failed sign-ins counted per bucket (`account+source`, `account`, `source`), so that a guesser is slowed down without
 * being able to lock the victim's own device out.
 */
export const signInThrottle = pgTable(
  'sign_in_throttle',
  {
    districtId: districtId().references(() => district.districtId),
    bucket: text('bucket').notNull(),
    failures: integer('failures').notNull(),
    windowStartedAt: instant('window_started_at').notNull(),
    blockedUntil: instant('blocked_until'),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.bucket] })],
);

/** Answers already given to a POST with an `Idempotency-Key`; written in the same transaction as the act itself. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    districtId: districtId().references(() => district.districtId),
    personId: uuid('person_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body: the same key with another request is refused. */
    fingerprint: text('fingerprint').notNull(),
    result: jsonb('result'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.personId, t.key] }),
    index('idempotency_key_age').on(t.districtId, t.createdAt),
  ],
);

/** A person's secret link to their calendar, for a calendar program that cannot sign in. Only the SHA-256 is stored. */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    districtId: districtId(),
    personId: uuid('person_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.personId] }),
    uniqueIndex('calendar_feed_token').on(t.districtId, t.tokenHash),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

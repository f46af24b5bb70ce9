import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant, plainDate } from './columns.js';
import { district } from './district.js';

/** A deadline as a row; the queue's delayed job is only its alarm clock (DESIGN §6.2). */
export const timer = pgTable(
  'timer',
  {
    districtId: districtId().references(() => district.districtId),
    timerId: uuid('timer_id').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    kind: text('kind').notNull(),
    /** The subject's version that planned it; told to the handler, which judges by the subject's present state. */
    subjectVersion: integer('subject_version').notNull(),
    dueAt: instant('due_at').notNull(),
    firedAt: instant('fired_at'),
    outcome: text('outcome').$type<'acted' | 'stale' | 'cancelled'>(),
    createdAt: instant('created_at').notNull(),
    /** How often its handler failed; a poisonous timer is tried alone, later and later, and then parked. */
    attempts: integer('attempts').notNull().default(0),
    retryAt: instant('retry_at'),
    lastError: text('last_error'),
    /** Given up: it waits for a person, or for its subject to be planned anew. */
    parkedAt: instant('parked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.timerId] }),
    // With the due moment in it: a new deadline may be planned while the old one is being fired by someone else.
    uniqueIndex('timer_pending')
      .on(t.districtId, t.subjectId, t.kind, t.dueAt)
      .where(sql`fired_at is null`),
    index('timer_due')
      .on(t.districtId, t.dueAt)
      .where(sql`fired_at is null and parked_at is null`),
    index('timer_parked')
      .on(t.districtId, t.parkedAt)
      .where(sql`fired_at is null and parked_at is not null`),
    index('timer_subject').on(t.districtId, t.subjectId),
    index('timer_fired')
      .on(t.districtId, t.firedAt)
      .where(sql`fired_at is not null`),
  ],
);

/** Work promised by a committed transaction. Delivered at least once; dead letters stay here until dealt with. */
export const outbox = pgTable(
  'outbox',
  {
    districtId: districtId().references(() => district.districtId),
    outboxId: uuid('outbox_id').notNull(),
    job: text('job').notNull(),
    payload: jsonb('payload').notNull(),
    key: text('key').notNull(),
    requestId: text('request_id').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When the relay hands it to the queue (again). Moved forward by each relay and each failure. */
    nextAttemptAt: instant('next_attempt_at').notNull(),
    /** Part of the queue's job id: BullMQ silently ignores an id used before. */
    epoch: integer('epoch').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    /** While a handler works on it, no other one takes it. */
    leasedUntil: instant('leased_until'),
    doneAt: instant('done_at'),
    deadAt: instant('dead_at'),
    lastError: text('last_error'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.outboxId] }),
    uniqueIndex('outbox_key').on(t.districtId, t.job, t.key),
    index('outbox_pending')
      .on(t.districtId, t.nextAttemptAt)
      .where(sql`done_at is null and dead_at is null`),
    index('outbox_done')
      .on(t.districtId, t.doneAt)
      .where(sql`done_at is not null`),
    index('outbox_dead')
      .on(t.districtId, t.deadAt)
      .where(sql`dead_at is not null`),
  ],
);

/** Lock and watermark of periodic work: one row per (job, period); missed periods run oldest first. */
export const periodRun = pgTable(
  'period_run',
  {
    districtId: districtId().references(() => district.districtId),
    job: text('job').notNull(),
    periodStart: plainDate('period_start').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    attempts: integer('attempts').notNull().default(1),
    lastError: text('last_error'),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.job, t.periodStart] })],
);

import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';
import { person } from './directory.js';

/** One thing told to one person. The unique key is the rule "nobody is told twice of one thing". */
export const notice = pgTable(
  'notice',
  {
    districtId: districtId(),
    noticeId: uuid('notice_id').notNull(),
    rule: text('rule').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** What makes the same rule speak again, e.g. `rung-2-r0`. */
    period: text('period').notNull(),
    recipientId: uuid('recipient_id').notNull(),
    urgency: text('urgency').$type<'now' | 'digest'>().notNull(),
    args: jsonb('args').$type<Record<string, unknown>>().notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.noticeId] }),
    uniqueIndex('notice_once').on(t.districtId, t.rule, t.subjectId, t.period, t.recipientId),
    index('notice_inbox').on(t.districtId, t.recipientId, t.noticeId),
    index('notice_unread')
      .on(t.districtId, t.recipientId)
      .where(sql`read_at is null`),
    foreignKey({ columns: [t.districtId, t.recipientId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** The topics a person does without by mail; no duty is ever among them. Who has no row is mailed everything. */
export const noticeChoice = pgTable(
  'notice_choice',
  {
    districtId: districtId(),
    personId: uuid('person_id').notNull(),
    without: text('without').array().notNull(),
    version: integer('version').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.personId] }),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** The sending of a notice by one channel: never lost, at most one duplicate per crash (lease + fixed Message-ID). */
export const delivery = pgTable(
  'delivery',
  {
    districtId: districtId(),
    deliveryId: uuid('delivery_id').notNull(),
    noticeId: uuid('notice_id').notNull(),
    channel: text('channel').$type<'mail'>().notNull(),
    address: text('address').notNull(),
    messageId: text('message_id').notNull(),
    state: text('state').$type<'waiting' | 'sending' | 'sent' | 'failed' | 'skipped'>().notNull(),
    /** Not before this moment: reminders keep to working hours. */
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leasedUntil: instant('leased_until'),
    sentAt: instant('sent_at'),
    lastError: text('last_error'),
    skippedBecause: text('skipped_because').$type<
      'left' | 'away' | 'outOfSight' | 'unwanted' | 'newer' | 'overtaken' | 'dismissed'
    >(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.deliveryId] }),
    uniqueIndex('delivery_once').on(t.districtId, t.noticeId, t.channel),
    index('delivery_waiting')
      .on(t.districtId, t.dueAt)
      .where(sql`state in ('waiting', 'sending')`),
    index('delivery_failed')
      .on(t.districtId, t.deliveryId)
      .where(sql`state = 'failed'`),
    foreignKey({ columns: [t.districtId, t.noticeId], foreignColumns: [notice.districtId, notice.noticeId] }),
  ],
);

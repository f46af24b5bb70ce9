import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant } from './columns.js';
import { person } from './directory.js';

/** 意见: what somebody thinks of the system itself, and what was answered. */
export const feedback = pgTable(
  'feedback',
  {
    districtId: districtId(),
    feedbackId: uuid('feedback_id').notNull(),
    filedBy: uuid('filed_by').notNull(),
    filedAt: instant('filed_at').notNull(),
    text: text('text').notNull(),
    /** The screen it was written on, a path without ids or filters. */
    screen: text('screen'),
    contact: text('contact'),
    answer: text('answer'),
    answeredBy: uuid('answered_by'),
    answeredAt: instant('answered_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.feedbackId] }),
    index('feedback_filed_by').on(t.districtId, t.filedBy, t.feedbackId),
    foreignKey({ columns: [t.districtId, t.filedBy], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({ columns: [t.districtId, t.answeredBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);

import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant, plainDate } from './columns.js';
import { person } from './directory.js';

/** Whole days on which somebody is away, `[from_on, until_on)`, and who stands in. Called off: it ends where it starts. */
export const leave = pgTable(
  'leave',
  {
    districtId: districtId(),
    leaveId: uuid('leave_id').notNull(),
    personId: uuid('person_id').notNull(),
    deputyId: uuid('deputy_id'),
    fromOn: plainDate('from_on').notNull(),
    untilOn: plainDate('until_on').notNull(),
    reason: text('reason').notNull(),
    /** Why it ended early or was called off. */
    endReason: text('end_reason'),
    setBy: uuid('set_by').notNull(),
    createdAt: instant('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.leaveId] }),
    // Who is away today is asked with every request and every notice: past leaves cost nothing.
    index('leave_until').on(t.districtId, t.untilOn),
    index('leave_person').on(t.districtId, t.personId, t.untilOn),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({ columns: [t.districtId, t.deputyId], foreignColumns: [person.districtId, person.personId] }),
    foreignKey({ columns: [t.districtId, t.setBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);

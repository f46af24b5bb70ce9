import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Rung } from '#domain/ladder/index.js';
import { districtId, instant } from './columns.js';
import { district } from './district.js';

/** A version of a ladder never changes; a problem keeps the version that was in force when it was filed. */
export const ladderPolicy = pgTable(
  'ladder_policy',
  {
    districtId: districtId().references(() => district.districtId),
    ladderId: uuid('ladder_id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    definition: jsonb('definition')
      .$type<{ rungs: Rung[]; verifyWorkdays: number; reminderWorkdaysBefore: number; thirdTimeOnAgenda: number }>()
      .notNull(),
    inForceFrom: instant('in_force_from').notNull(),
    createdBy: uuid('created_by'),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.ladderId, t.version] })],
);

import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Rung } from '#domain/ladder/index.js';
import { districtId, instant } from './columns.js';
import { person } from './directory.js';
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

/**
 * The versions of every policy: what applied when, from whom and why. A version is never changed nor deleted (the
 * application's role cannot); the highest version whose moment has come is in force, so a later one may also overtake
 * one that was still to come.
 */
export const policyVersion = pgTable(
  'policy_version',
  {
    districtId: districtId().references(() => district.districtId),
    /** What it is about, e.g. `cool-down`. Its definition has the shape that its owner gives it. */
    kind: text('kind').notNull(),
    /** 1, 2, 3 … without a gap. What applied before the first is what the kind starts with. */
    version: integer('version').notNull(),
    definition: jsonb('definition').notNull(),
    inForceFrom: instant('in_force_from').notNull(),
    reason: text('reason').notNull(),
    /** Null: the system, when a district was set up. */
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.kind, t.version] }),
    index('policy_version_in_force').on(t.districtId, t.kind, t.inForceFrom),
    foreignKey({ columns: [t.districtId, t.createdBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);

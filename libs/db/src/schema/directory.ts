import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '#domain/access/index.js';
import { districtId, instant } from './columns.js';
import { district } from './district.js';

/** Who can be answerable as a body: an office, a department, the leadership, the coordination office, a company. */
export const unit = pgTable(
  'unit',
  {
    districtId: districtId().references(() => district.districtId),
    unitId: uuid('unit_id').notNull(),
    kind: text('kind')
      .$type<'office' | 'department' | 'leadership' | 'coordination' | 'administration' | 'company'>()
      .notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.unitId] }), uniqueIndex('unit_code').on(t.districtId, t.code)],
);

export const person = pgTable(
  'person',
  {
    districtId: districtId(),
    personId: uuid('person_id').notNull(),
    unitId: uuid('unit_id').notNull(),
    name: text('name').notNull(),
    post: text('post').notNull().default(''),
    username: text('username').notNull(),
    /** argon2id, PHC string; null = cannot sign in with a password. */
    passwordHash: text('password_hash'),
    email: text('email'),
    language: text('language').$type<'zh' | 'en'>().notNull().default('zh'),
    active: boolean('active').notNull().default(true),
    version: integer('version').notNull().default(1),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.personId] }),
    uniqueIndex('person_username').on(t.districtId, t.username),
    index('person_unit').on(t.districtId, t.unitId),
    foreignKey({ columns: [t.districtId, t.unitId], foreignColumns: [unit.districtId, unit.unitId] }),
  ],
);

export const personRole = pgTable(
  'person_role',
  {
    districtId: districtId(),
    personId: uuid('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    grantedBy: uuid('granted_by'),
    grantedAt: instant('granted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.personId, t.role] }),
    index('person_role_role').on(t.districtId, t.role),
    foreignKey({ columns: [t.districtId, t.personId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

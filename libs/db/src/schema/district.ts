import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant, plainDate } from './columns.js';

/** The register of districts: the one table readable from outside a district's wall (id, code and host, no secrets). */
export const district = pgTable('district', {
  districtId: uuid('district_id').primaryKey(),
  code: text('code').notNull().unique(),
  name: text('name').notNull(),
  nameEn: text('name_en').notNull(),
  /** The host name under which its people sign in; null in an installation of one district. */
  host: text('host').unique(),
  workStartsAt: text('work_starts_at').notNull().default('09:00'),
  workEndsAt: text('work_ends_at').notNull().default('18:00'),
  createdAt: instant('created_at').notNull(),
});

/** Days that differ from Monday-to-Friday: holidays and make-up working days, and what a coordinator amended. */
export const calendarDay = pgTable(
  'calendar_day',
  {
    districtId: districtId().references(() => district.districtId),
    date: plainDate('date').notNull(),
    kind: text('kind').$type<'workday' | 'weekend' | 'holiday' | 'makeUpDay'>().notNull(),
    name: text('name').notNull(),
    source: text('source').$type<'notice' | 'amended'>().notNull(),
    amendedBy: uuid('amended_by'),
    amendedAt: instant('amended_at'),
    reason: text('reason'),
    /** What the published notice says of an amended day; null where it says nothing. */
    noticeKind: text('notice_kind').$type<'workday' | 'weekend' | 'holiday' | 'makeUpDay'>(),
    noticeName: text('notice_name'),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.date] })],
);

/** Years whose State Council notice is loaded. Any other year is provisional. */
export const calendarYear = pgTable(
  'calendar_year',
  { districtId: districtId().references(() => district.districtId), year: integer('year').notNull() },
  (t) => [primaryKey({ columns: [t.districtId, t.year] })],
);

/** The last human number given out, per kind and year: `WT-2023-0412`. */
export const numberCounter = pgTable(
  'number_counter',
  {
    districtId: districtId().references(() => district.districtId),
    kind: text('kind').notNull(),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.districtId, t.kind, t.year] })],
);

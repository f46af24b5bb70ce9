import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { PlainDate } from '#domain/calendar/plain-date.js';
import { districtId, instant, plainDate } from './columns.js';
import { district } from './district.js';
import { person } from './directory.js';
import { problem } from './problem.js';

export const meetingSeries = pgTable(
  'meeting_series',
  {
    districtId: districtId().references(() => district.districtId),
    seriesId: uuid('series_id').notNull(),
    line: text('line').$type<'construction' | 'investment' | 'urban' | 'livelihood'>().notNull(),
    name: text('name').notNull(),
    nameEn: text('name_en').notNull(),
    /** 1 Monday … 7 Sunday. */
    weekday: integer('weekday').notNull(),
    startsAt: text('starts_at').notNull(),
    place: text('place').notNull(),
    placeEn: text('place_en').notNull().default(''),
    chairId: uuid('chair_id').notNull(),
    beganOn: plainDate('began_on').notNull(),
    cutOffWorkdaysBefore: integer('cut_off_workdays_before').notNull().default(2),
    cutOffAt: text('cut_off_at').notNull().default('18:00'),
    approvalWorkdaysBefore: integer('approval_workdays_before').notNull().default(1),
    approvalAt: text('approval_at').notNull().default('18:00'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.seriesId] }),
    uniqueIndex('meeting_series_line').on(t.districtId, t.line),
    foreignKey({ columns: [t.districtId, t.chairId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** An occurrence that has been opened: from then on it has a row, an agenda and a state. */
export const meeting = pgTable(
  'meeting',
  {
    districtId: districtId(),
    meetingId: uuid('meeting_id').notNull(),
    seriesId: uuid('series_id').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    heldOn: plainDate('held_on').notNull(),
    startsAt: instant('starts_at').notNull(),
    cutOffAt: instant('cut_off_at').notNull(),
    approvalDueAt: instant('approval_due_at').notNull(),
    movedFrom: plainDate('moved_from'),
    nominalDays: jsonb('nominal_days').$type<PlainDate[]>().notNull(),
    state: text('state')
      .$type<'agendaOpen' | 'agendaLocked' | 'inSession' | 'minutesDraft' | 'published' | 'passed' | 'cancelled'>()
      .notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.meetingId] }),
    // A cancelled meeting keeps its day, and another may be held on it.
    uniqueIndex('meeting_day')
      .on(t.districtId, t.seriesId, t.heldOn)
      .where(sql`state <> 'cancelled'`),
    index('meeting_starts').on(t.districtId, t.startsAt),
    foreignKey({
      columns: [t.districtId, t.seriesId],
      foreignColumns: [meetingSeries.districtId, meetingSeries.seriesId],
    }),
  ],
);

export const agendaItem = pgTable(
  'agenda_item',
  {
    districtId: districtId(),
    itemId: uuid('item_id').notNull(),
    meetingId: uuid('meeting_id').notNull(),
    section: text('section').$type<'decisionsDue' | 'redProjects' | 'problems' | 'monthGaps' | 'readiness'>().notNull(),
    problemId: uuid('problem_id').notNull(),
    /** 第几次上会: this is the item's n-th time on an agenda. */
    times: integer('times').notNull(),
    position: integer('position').notNull(),
    state: text('state').$type<'listed' | 'carriedOver' | 'removed'>().notNull().default('listed'),
    admittedAt: instant('admitted_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.itemId] }),
    uniqueIndex('agenda_item_once').on(t.districtId, t.meetingId, t.problemId),
    index('agenda_item_problem').on(t.districtId, t.problemId),
    foreignKey({ columns: [t.districtId, t.meetingId], foreignColumns: [meeting.districtId, meeting.meetingId] }),
    foreignKey({ columns: [t.districtId, t.problemId], foreignColumns: [problem.districtId, problem.problemId] }),
  ],
);

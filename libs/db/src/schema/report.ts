import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { PlainDate } from '#domain/calendar/plain-date.js';
import { districtId, instant, plainDate } from './columns.js';
import { person, unit } from './directory.js';
import { project } from './project.js';

/**
 * An office's report of the days of one week that lie in one month (`ReportingPeriod`). A row exists from the first thing
 * that is written; before that the report is prefilled and nothing is stored.
 */
export const weekReport = pgTable(
  'week_report',
  {
    districtId: districtId(),
    reportId: uuid('report_id').notNull(),
    officeId: uuid('office_id').notNull(),
    weekStart: plainDate('week_start').notNull(),
    periodStart: plainDate('period_start').notNull(),
    /** Exclusive. */
    periodEnd: plainDate('period_end').notNull(),
    state: text('state').$type<'draft' | 'submitted' | 'returned' | 'accepted'>().notNull(),
    version: integer('version').notNull().default(1),
    /** First handed in; what is returned and handed in again keeps it. */
    firstSubmittedAt: instant('first_submitted_at'),
    submittedAt: instant('submitted_at'),
    submittedBy: uuid('submitted_by'),
    /** First handed in after its due moment. */
    late: boolean('late').notNull().default(false),
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    /** Why it was returned last; kept until it is accepted. */
    returnReason: text('return_reason'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.reportId] }),
    uniqueIndex('week_report_period').on(t.districtId, t.officeId, t.periodStart),
    index('week_report_start').on(t.districtId, t.periodStart),
    index('week_report_waiting')
      .on(t.districtId, t.submittedAt)
      .where(sql`state = 'submitted'`),
    foreignKey({ columns: [t.districtId, t.officeId], foreignColumns: [unit.districtId, unit.unitId] }),
  ],
);

/** One project in a report, as its office wrote it. Its figures become entries of `span_actual` when it is submitted. */
export const weekReportLine = pgTable(
  'week_report_line',
  {
    districtId: districtId(),
    reportId: uuid('report_id').notNull(),
    projectId: uuid('project_id').notNull(),
    /** Copied from the report: the last wording of a project is found without a join. */
    periodStart: plainDate('period_start').notNull(),
    /** 本周无变化: nothing was done and the wording stays. */
    unchanged: boolean('unchanged').notNull().default(false),
    /** Whole yuan per span of the report. */
    figures: jsonb('figures').$type<{ start: PlainDate; amount: number }[]>().notNull(),
    /** 形象进度. */
    progress: text('progress').notNull().default(''),
    nextWeek: text('next_week').notNull().default(''),
    /** What stands in the way, in words; filed problems are problems of their own. */
    obstacles: text('obstacles').notNull().default(''),
    milestones: jsonb('milestones').$type<{ id: string; reachedOn: PlainDate }[]>().notNull(),
    /** Why a figure is out of the ordinary. */
    reason: text('reason'),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.reportId, t.projectId] }),
    index('week_report_line_project').on(t.districtId, t.projectId, t.periodStart),
    foreignKey({ columns: [t.districtId, t.reportId], foreignColumns: [weekReport.districtId, weekReport.reportId] }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
    foreignKey({ columns: [t.districtId, t.writtenBy], foreignColumns: [person.districtId, person.personId] }),
  ],
);

/** What happened to a report, only ever added to. */
export const weekReportEntry = pgTable(
  'week_report_entry',
  {
    districtId: districtId(),
    entryId: uuid('entry_id').notNull(),
    reportId: uuid('report_id').notNull(),
    at: instant('at').notNull(),
    kind: text('kind').$type<'submitted' | 'returned' | 'accepted' | 'corrected'>().notNull(),
    /** null = the system. */
    byId: uuid('by_id'),
    late: boolean('late').notNull().default(false),
    reason: text('reason'),
    /** Of a correction: which figure, from what to what. */
    projectId: uuid('project_id'),
    detail: jsonb('detail').$type<{ spanStart: PlainDate; from: number; to: number; closed: string[] }>(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.entryId] }),
    index('week_report_entry_report').on(t.districtId, t.reportId, t.at),
    foreignKey({ columns: [t.districtId, t.reportId], foreignColumns: [weekReport.districtId, weekReport.reportId] }),
    foreignKey({ columns: [t.districtId, t.byId], foreignColumns: [person.districtId, person.personId] }),
  ],
);

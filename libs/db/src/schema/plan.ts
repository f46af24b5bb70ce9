import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { PlanFigures } from '#domain/guarantee/index.js';
import { districtId, instant, plainDate } from './columns.js';
import { project } from './project.js';

/**
 * A project's plan for a year, as it was published. A version never changes and the newest holds; it speaks for the spans
 * from `effective_from` on, while the ones before keep what an earlier version gave them. What holds now, span by span, is
 * in `span_figure`; `project_year` holds the annual amount.
 */
export const planVersion = pgTable(
  'plan_version',
  {
    districtId: districtId(),
    projectId: uuid('project_id').notNull(),
    year: integer('year').notNull(),
    version: integer('version').notNull(),
    /** Whole yuan, the kept spans included. */
    annual: bigint('annual', { mode: 'number' }).notNull(),
    /** How it was laid: own months, own quarters, or by workdays. */
    figures: jsonb('figures').$type<PlanFigures>().notNull(),
    reason: text('reason').notNull().default(''),
    /** The first day of a span. */
    effectiveFrom: plainDate('effective_from').notNull(),
    /** Whole yuan per span of the year from `effective_from` on, in order: what this version laid. */
    amounts: bigint('amounts', { mode: 'number' }).array().notNull(),
    /** null = the system. */
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.projectId, t.year, t.version] }),
    foreignKey({ columns: [t.districtId, t.projectId], foreignColumns: [project.districtId, project.projectId] }),
  ],
);

/**
 * What holds for a project on a span, the atom of all figures: every sum of the guarantee chain is one over these rows.
 * Written only together with what it follows from: `plan` with a `plan_version`, `actual` with a `span_actual`.
 * A row without a plan and without a report need not exist. No foreign key: see DECISIONS 42.
 */
export const spanFigure = pgTable(
  'span_figure',
  {
    districtId: districtId(),
    /** First day of the span; `spanContaining` says where it ends. */
    spanStart: plainDate('span_start').notNull(),
    projectId: uuid('project_id').notNull(),
    /** Whole yuan, by the plan in effect. */
    plan: bigint('plan', { mode: 'number' }).notNull().default(0),
    /** Whole yuan, the sum of the entries. */
    actual: bigint('actual', { mode: 'number' }).notNull().default(0),
    /** When the figure first came in; null while nothing is reported, which is not the same as nothing done. */
    reportedAt: instant('reported_at'),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.spanStart, t.projectId] }),
    index('span_figure_project').on(t.districtId, t.projectId, t.spanStart),
  ],
);

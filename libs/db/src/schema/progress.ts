import { bigint, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { districtId, instant, plainDate } from './columns.js';

/**
 * What was entered for a project on a span, only ever added to: a figure is the sum of its entries. What is changed, be it
 * before a period closes or after, is changed by one more entry. No foreign key: see DECISIONS 42.
 */
export const spanActual = pgTable(
  'span_actual',
  {
    districtId: districtId(),
    projectId: uuid('project_id').notNull(),
    spanStart: plainDate('span_start').notNull(),
    /** 1, 2, 3 … of this project and span. */
    entry: integer('entry').notNull(),
    /** Whole yuan by which the figure changes; 0 where a report says that nothing was done. */
    amount: bigint('amount', { mode: 'number' }).notNull(),
    kind: text('kind').$type<'report' | 'correction' | 'opening'>().notNull(),
    /** The weekly report it came with. */
    reportId: uuid('report_id'),
    /** Never empty on a correction. */
    reason: text('reason'),
    /** null = the system. */
    enteredBy: uuid('entered_by'),
    enteredAt: instant('entered_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.districtId, t.projectId, t.spanStart, t.entry] }),
    index('span_actual_report').on(t.districtId, t.reportId),
  ],
);

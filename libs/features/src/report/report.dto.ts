import { z } from 'zod';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

/** Whole yuan; below zero is refused cell by cell, with the row named. */
const zAmount = z.int().meta({ description: 'Whole yuan.', examples: [2_500_000] });
export const zReportState = z.enum(['none', 'draft', 'submitted', 'returned', 'accepted']);

const zFigure = z.strictObject({
  start: zPlainDate.meta({ description: 'First day of the span.' }),
  amount: zAmount,
});

const zMilestoneReached = z.strictObject({ id: zId, reachedOn: zPlainDate });

/** A project in the report, as its office writes it. */
export const reportLineBody = z
  .strictObject({
    projectId: zId,
    figures: z.array(zFigure).max(3).meta({ description: 'One for each span of the report; one left out is 0.' }),
    progress: zText(500, 0)
      .default('')
      .meta({ description: '形象进度, in words.', examples: ['主体施工至六层'] }),
    nextWeek: zText(500, 0).default(''),
    obstacles: zText(500, 0).default('').meta({ description: 'What stands in the way; file it as a problem too.' }),
    milestones: z.array(zMilestoneReached).max(20).default([]),
    reason: zText(500).nullable().default(null).meta({ description: 'Why a figure is out of the ordinary.' }),
  })
  .meta({ id: 'ReportLineToWrite' });
export type ReportLineBody = z.output<typeof reportLineBody>;

export const linesBody = z
  .strictObject({ lines: z.array(reportLineBody).min(1).max(1_000) })
  .meta({ id: 'ReportLines' });
export const unchangedBody = z
  .strictObject({
    projectIds: z
      .array(zId)
      .min(1)
      .max(1_000)
      .optional()
      .meta({ description: 'Left out: every project not written yet.' }),
  })
  .meta({ id: 'ReportUnchanged' });
export const returnBody = z.strictObject({ reason: zText(500) }).meta({ id: 'ReturnReport' });
export const emptyBody = z
  .strictObject({})
  .nullish()
  .meta({ id: 'PlainReportAct', examples: [{}] });
export const correctionBody = z
  .strictObject({
    projectId: zId,
    spanStart: zPlainDate,
    amount: zAmount.meta({ description: 'What the figure of the whole span should have been.' }),
    reason: zText(500),
  })
  .meta({ id: 'CorrectFigure' });
export type CorrectionBody = z.output<typeof correctionBody>;

export const weeksQuery = z
  .strictObject({
    from: zPlainDate,
    to: zPlainDate.meta({ description: 'Exclusive.' }),
    office: zId.optional(),
    state: zReportState.optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Expected a day after `from`' });
export type WeeksQuery = z.output<typeof weeksQuery>;

const zOffice = z.object({ id: zId, name: z.string(), nameEn: z.string() }).meta({ id: 'ReportOffice' });
const zSomeone = z.object({ id: zId, name: z.string() }).nullable().meta({ id: 'ReportPerson' });

const standing = {
  reportId: zId.nullable().meta({ description: 'Null until something is written.' }),
  office: zOffice,
  weekStart: zPlainDate,
  start: zPlainDate,
  end: zPlainDate.meta({ description: 'Exclusive.' }),
  dueOn: zPlainDate.nullable().meta({ description: 'Null when no day of it is worked: nothing is asked for.' }),
  dueAt: zInstant.nullable(),
  state: zReportState,
  overdue: z.boolean().meta({ description: 'Due, and not handed in.' }),
  late: z.boolean().meta({ description: 'Handed in after it was due.' }),
  submittedAt: zInstant.nullable(),
  returnReason: z.string().nullable(),
  version: z.int(),
};

export const reportRowView = z
  .object({ ...standing, projects: z.int(), written: z.int() })
  .meta({ id: 'ReportRow', description: 'A report of an office: how it stands, and how much of it is written.' });
export type ReportRowView = z.output<typeof reportRowView>;
export const reportRows = z.array(reportRowView).meta({ id: 'ReportRows' });

export const reportStanding = z
  .object({
    reportId: zId,
    state: zReportState,
    version: z.int(),
    late: z.boolean(),
    written: z.int(),
    projects: z.int(),
  })
  .meta({ id: 'ReportStanding', description: 'Where a report stands after an act.' });
export type ReportStandingView = z.output<typeof reportStanding>;

const reportLineView = z
  .object({
    project: z.object({
      id: zId,
      code: z.string(),
      name: z.string(),
      stage: z.string(),
      totalInvestment: z.int(),
      leader: zSomeone,
    }),
    written: z.boolean().meta({ description: 'False: everything below is a proposal to start from.' }),
    unchanged: z.boolean(),
    figures: z.array(
      z.object({
        start: zPlainDate,
        plan: z.int(),
        amount: z.int().meta({ description: 'As written; proposed from the last week where nothing is.' }),
        entered: z.int().nullable().meta({ description: 'What counts now, corrections included; null: not reported.' }),
      }),
    ),
    year: z.object({
      plan: z.int(),
      planToDate: z.int().meta({ description: 'Up to the first day of this report.' }),
      actual: z.int(),
    }),
    invested: z.int().meta({ description: 'Of all years, the spans of this report left out.' }),
    progress: z.string(),
    nextWeek: z.string(),
    obstacles: z.string(),
    lastWording: z.object({ start: zPlainDate, progress: z.string(), nextWeek: z.string() }).nullable(),
    milestones: z.array(
      z.object({
        id: zId,
        name: z.string(),
        dueOn: zPlainDate,
        reachedOn: zPlainDate.nullable(),
        reported: zPlainDate.nullable().meta({ description: 'Reached, by this report.' }),
      }),
    ),
    openProblems: z.int(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'ReportLine' });
export type ReportLineView = z.output<typeof reportLineView>;

export const reportView = z
  .object({
    ...standing,
    submittedBy: zSomeone,
    decidedBy: zSomeone,
    decidedAt: zInstant.nullable(),
    may: z.object({ write: z.boolean(), submit: z.boolean(), decide: z.boolean(), correct: z.boolean() }),
    closed: z.array(z.enum(['week', 'tenDay', 'month', 'quarter', 'year'])).meta({
      description: 'Periods with days of this report that are closed: their figures change by a correction only.',
    }),
    parts: z
      .array(z.object({ start: zPlainDate, end: zPlainDate, dueOn: zPlainDate.nullable(), state: zReportState }))
      .meta({
        description: 'The reports of the same week: two when it straddles a month’s end.',
      }),
    spans: z.array(z.object({ start: zPlainDate, end: zPlainDate, workdays: z.int(), begun: z.boolean() })),
    lines: z.array(reportLineView),
    entries: z.array(
      z.object({
        at: zInstant,
        kind: z.enum(['submitted', 'returned', 'accepted', 'corrected']),
        by: z.string().nullable(),
        late: z.boolean(),
        reason: z.string().nullable(),
        projectId: zId.nullable(),
        spanStart: zPlainDate.nullable(),
        from: z.int().nullable(),
        to: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Report', description: 'A report with its projects, prefilled where nothing is written yet.' });
export type ReportView = z.output<typeof reportView>;

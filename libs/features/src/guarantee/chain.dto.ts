import { z } from 'zod';
import { zId, zInstant, zPlainDate } from '#platform/http/index.js';
import { groupings, parseScope, type ChainScope } from './scope.js';

const zYuan = z.int().meta({ description: 'Whole yuan.' });
const zRatio = z
  .number()
  .nullable()
  .meta({ description: 'To four decimals, 1 = 100 %; null where nothing is planned.' });
export const zBilingual = z.object({ zh: z.string(), en: z.string() });

const zScope = z
  .string()
  .refine((text) => parseScope(text) !== undefined, 'Expected a scope such as district or office:<id>')
  .transform((text): ChainScope => parseScope(text)!)
  .meta({
    description:
      '`district`, `office:<id>`, `leader:<id>`, `project:<id>`, `series:<line>`, `platform:<word>`, `field:<word>`, `level:<word>`. Province and city projects are part of the district.',
    examples: ['district'],
  });
const zScopeDefault = zScope.prefault('district');

const zKind = z.enum(['week', 'tenDay', 'month', 'quarter', 'year']);
const zOn = zPlainDate.optional().meta({ description: 'As at the end of this day; today when left out.' });
const zYear = z.coerce.number().int().min(2000).max(2099);

export const chainQuery = z.strictObject({ scope: zScopeDefault, on: zOn });
export type ChainQuery = z.output<typeof chainQuery>;

export const breakdownQuery = z.strictObject({
  scope: zScopeDefault,
  on: zOn,
  kind: zKind.default('month').meta({ description: 'Which link.' }),
  by: z.enum([...groupings, 'project']).default('office'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
export type BreakdownQuery = z.output<typeof breakdownQuery>;

export const curveQuery = z.strictObject({
  scope: zScopeDefault,
  year: zYear.optional().meta({ description: 'This year when left out.' }),
});
export type CurveQuery = z.output<typeof curveQuery>;

const zVerdict = z.enum(['kept', 'tight', 'broken', 'closedShort', 'closedKept']);

const zWhy = z.object({
  code: z.enum([
    'closedKept',
    'closedShort',
    'noPlan',
    'met',
    'notBegun',
    'noWorkdaysLeft',
    'onPace',
    'mustSpeedUp',
    'outOfReach',
  ]),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  zh: z.string(),
  en: z.string(),
});

export const linkView = z
  .object({
    kind: zKind,
    start: zPlainDate,
    end: zPlainDate.meta({ description: 'Exclusive.' }),
    plan: zYuan,
    planToDate: zYuan.meta({ description: '序时: the plan of the workdays up to and including `on`.' }),
    actual: zYuan,
    gap: zYuan.meta({ description: 'Missing of the plan to date; negative when ahead.' }),
    pace: zYuan.meta({
      description:
        'A workday: actual ÷ elapsed workdays, rounded down. Before the first one, that of the link around it.',
    }),
    neededPace: zYuan.nullable().meta({
      description:
        'A workday over the remaining ones, rounded up; 0 when the plan is met, null when no workday is left for what is missing.',
    }),
    forecast: zYuan.meta({ description: 'What the period comes to at the pace of now.' }),
    verdict: zVerdict.meta({
      description: 'kept: needed ≤ pace; tight: ≤ 1.15 × pace; broken: more; closed ones are judged by their plan.',
    }),
    why: zWhy,
    elapsedWorkdays: z.int().meta({ description: 'Up to `countedTo`.' }),
    remainingWorkdays: z.int().meta({ description: 'After `countedTo`.' }),
    missing: z.int().meta({ description: 'Figures that are due and not in.' }),
  })
  .meta({ id: 'ChainLink' });

export const chainView = z
  .object({
    scope: z.string(),
    name: zBilingual,
    on: zPlainDate,
    countedTo: zPlainDate.meta({
      description:
        'The last day whose figures count for pace and forecast: `on`, or the day before the running report while that is neither due nor in.',
    }),
    projects: z.int().meta({ description: 'In the scope, as far as you may see it.' }),
    narrowed: z
      .boolean()
      .meta({ description: 'The scope has projects that you may not see: they are not in the sums.' }),
    provisional: z.boolean().meta({ description: 'Rests on days of a year whose notice is not out.' }),
    links: z.array(linkView).meta({ description: 'Week, ten-day period, month, quarter, year.' }),
    sentence: zBilingual,
  })
  .meta({ id: 'GuaranteeChain' });
export type ChainView = z.output<typeof chainView>;

export const breakdownView = z
  .object({
    scope: z.string(),
    on: zPlainDate,
    countedTo: zPlainDate.meta({ description: 'The day as at whose end plan to date and gap of the rows are.' }),
    link: linkView,
    by: z.string(),
    gap: zYuan.meta({ description: 'Of those that are behind, together: what `share` is a part of.' }),
    rows: z.array(
      z.object({
        key: z.string().nullable(),
        name: zBilingual,
        projects: z.int(),
        plan: zYuan,
        planToDate: zYuan,
        actual: zYuan,
        gap: zYuan,
        share: zRatio.meta({ description: 'Of `gap`; 0 for who is not behind.' }),
      }),
    ),
    rest: z.int().meta({ description: 'Parts that are not listed.' }),
  })
  .meta({ id: 'ChainBreakdown', description: 'Who makes up the gap of a link, the furthest behind first.' });
export type BreakdownView = z.output<typeof breakdownView>;

export const curveView = z
  .object({
    scope: z.string(),
    year: z.int(),
    countedTo: zPlainDate,
    plan: zYuan,
    forecast: zYuan,
    points: z.array(
      z.object({
        start: zPlainDate,
        end: zPlainDate.meta({ description: 'Exclusive.' }),
        plan: zYuan,
        actual: zYuan.nullable().meta({ description: 'null: the span has not begun, or nothing of it is in.' }),
        cumulativePlan: zYuan,
        cumulativeActual: zYuan.nullable(),
        forecast: zYuan.nullable().meta({ description: 'Cumulative, at the pace of now; null up to what is counted.' }),
      }),
    ),
  })
  .meta({ id: 'ChainCurve', description: 'The S-curve of a year, span by span.' });
export type CurveView = z.output<typeof curveView>;

export const resultsQuery = z.strictObject({
  year: zYear.optional().meta({ description: 'This year when left out.', examples: [2026] }),
  by: z.enum(groupings).default('level'),
});
export type ResultsQuery = z.output<typeof resultsQuery>;

const figures = {
  projects: z.int().meta({ description: 'With a plan for the year.' }),
  total: zYuan.meta({ description: 'Total investment of these projects.' }),
  plan: zYuan,
  planToDate: zYuan,
  actual: zYuan,
  ofPlan: zRatio,
  ofToDate: zRatio,
};
const resultFigures = z.object({ ...figures, lastYear: z.object(figures) });
const resultRow = z
  .object({ key: z.string().nullable(), name: z.string(), nameEn: z.string() })
  .extend(resultFigures.shape)
  .meta({ id: 'ResultRow' });

export const resultsView = z
  .object({
    year: z.int(),
    on: zPlainDate.meta({ description: 'Plan to date is that of the end of this day.' }),
    by: z.enum(groupings),
    narrowed: z.boolean(),
    rows: z.array(resultRow).meta({ description: 'Every project is in exactly one.' }),
    subtotals: z
      .array(resultRow)
      .meta({ description: 'By level: province and city together, which are part of the district, never beside it.' }),
    sum: resultRow,
  })
  .meta({ id: 'Results' });
export type ResultsView = z.output<typeof resultsView>;
export type ResultRowView = z.output<typeof resultRow>;

export const figuresQuery = z.strictObject({ year: zYear.optional() });
export const figuresView = z
  .object({
    projectId: zId,
    year: z.int(),
    spans: z.array(
      z.object({
        start: zPlainDate,
        end: zPlainDate.meta({ description: 'Exclusive.' }),
        weekStart: zPlainDate,
        tenDayStart: zPlainDate,
        plan: zYuan,
        actual: zYuan.meta({ description: 'The sum of the entries.' }),
        reported: z.boolean(),
        entries: z.array(
          z.object({
            amount: zYuan.meta({ description: 'By which the figure changed.' }),
            kind: z.enum(['report', 'correction', 'opening']),
            reportId: zId.nullable(),
            reason: z.string().nullable(),
            by: z.string().nullable().meta({ description: 'null: the system.' }),
            at: zInstant,
          }),
        ),
      }),
    ),
  })
  .meta({
    id: 'ProjectFigures',
    description: 'Plan and actual of a project per span, with every entry they come from.',
  });
export type FiguresView = z.output<typeof figuresView>;

import { z } from 'zod';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

/** Whole yuan, up to 100,000 亿元. */
const zYuan = z
  .int()
  .min(0)
  .max(10_000_000_000_000)
  .meta({ description: 'Whole yuan.', examples: [240_000_000] });

const zFigures = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('workdays') }),
    z.strictObject({ kind: z.literal('quarters'), amounts: z.array(zYuan).length(4) }),
    z.strictObject({ kind: z.literal('months'), amounts: z.array(zYuan).length(12) }),
  ])
  .meta({
    id: 'PlanFigures',
    description: 'How the year is laid: by workdays alone, or by own quarters or months of the whole year.',
  });

export const planYearParam = z
  .string()
  .regex(/^20\d\d$/, 'Expected a year from 2000 to 2099')
  .transform(Number);

export const planQuery = z.strictObject({
  year: planYearParam.optional().meta({ description: 'This year when left out.', examples: ['2026'] }),
});
export type PlanQuery = z.output<typeof planQuery>;

export const planPreview = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: '`true` answers the plan as it would be and changes nothing.' }),
});

export const planBody = z
  .strictObject({
    annual: zYuan.meta({ description: 'Whole yuan of the whole year, what is kept included.' }),
    figures: zFigures.default({ kind: 'workdays' }),
    reason: zText(500),
    effectiveFrom: zPlainDate.optional().meta({
      description:
        'The spans that begin on this day or later are laid anew; those before keep their plan. No earlier than the span that runs; left out, as early as may be.',
    }),
  })
  .meta({
    id: 'PublishPlan',
    examples: [
      {
        annual: 240_000_000,
        figures: { kind: 'quarters', amounts: [40_000_000, 70_000_000, 70_000_000, 60_000_000] },
        reason: '年中调整',
        effectiveFrom: '2026-05-18',
      },
    ],
  });
export type PlanBody = z.output<typeof planBody>;

const zSpan = z.object({
  start: zPlainDate,
  end: zPlainDate.meta({ description: 'Exclusive.' }),
  month: z.int(),
  workdays: z.int(),
  plan: zYuan,
  over: z.boolean().meta({ description: 'It has ended: no revision reaches it.' }),
});

export const planView = z
  .object({
    projectId: zId,
    year: z.int(),
    version: z.int().meta({ description: '0: there is no plan. Give it as If-Match to publish the next.' }),
    annual: zYuan,
    figures: zFigures,
    quarters: z.array(zYuan),
    months: z.array(zYuan),
    spans: z.array(zSpan).meta({ description: 'The atoms: days that share one week and one ten-day period.' }),
    provisional: z.boolean().meta({ description: 'No notice of holidays is out for the year yet.' }),
    versions: z.array(
      z.object({
        version: z.int(),
        annual: zYuan,
        figures: zFigures,
        reason: z.string(),
        effectiveFrom: zPlainDate,
        at: zInstant,
        by: z.object({ id: zId, name: z.string() }).nullable().meta({ description: 'null: the system.' }),
      }),
    ),
  })
  .meta({ id: 'ProjectPlan' });
export type PlanView = z.output<typeof planView>;

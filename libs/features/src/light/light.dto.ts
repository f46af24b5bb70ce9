import { z } from 'zod';
import { zId, zInstant, zPlainDate } from '#platform/http/index.js';

const zLight = z.enum(['green', 'yellow', 'red', 'grey']);

export const lightsQuery = z.strictObject({
  scope: z
    .string()
    .max(60)
    .default('district')
    .meta({
      description:
        '`district`, `office:<id>`, `leader:<id>`, `project:<id>`, `series:<line>`, `platform:…`, `field:…`, `level:…`.',
      examples: ['series:construction'],
    }),
  on: zPlainDate.optional().meta({ description: 'The day; today when left out.' }),
  light: zLight.optional(),
});
export type LightsQuery = z.output<typeof lightsQuery>;

export const lightsView = z
  .object({
    scope: z.string(),
    on: zPlainDate,
    asOf: zPlainDate.nullable().meta({
      description: 'The last day of the last report that was due: plan and figures are compared up to it.',
    }),
    reportDueAt: zInstant.nullable(),
    policyVersion: z.int(),
    counts: z.object({ green: z.int(), yellow: z.int(), red: z.int(), grey: z.int() }),
    items: z.array(
      z.object({
        id: zId,
        code: z.string(),
        name: z.string(),
        level: z.string(),
        field: z.string(),
        platform: z.string().nullable(),
        line: z.string(),
        office: z.object({ id: zId, name: z.string(), nameEn: z.string() }),
        leader: z.object({ id: zId, name: z.string() }).nullable(),
        longitude: z.number().nullable(),
        latitude: z.number().nullable(),
        light: zLight,
        percent: z.number().nullable().meta({ description: 'Of the plan to date, cut off to one decimal.' }),
        planToDate: z.int(),
        actual: z.int(),
        gap: z.int().meta({ description: 'Whole yuan short of the plan to date; negative when ahead.' }),
        why: z.object({ code: z.string(), args: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) }),
      }),
    ),
  })
  .meta({ id: 'Lights', description: 'Every project with its light and why: for the wall and the map.' });
export type LightsView = z.output<typeof lightsView>;

import { z } from 'zod';
import { planYearParam } from '#features/plan/index.js';
import { projectsQuery, zLevel, zLine } from '#features/project/index.js';
import { pageOf, zId, zInstant, zPlainDate } from '#platform/http/index.js';

export const plansQuery = projectsQuery.extend({
  year: planYearParam.optional().meta({ description: 'This year when left out.', examples: ['2026'] }),
  state: z.enum(['none', 'first', 'revised']).optional().meta({
    description: '`none`: nothing is published for the year; `first`: as first published; `revised`: changed since.',
  }),
});
export type PlansQuery = z.output<typeof plansQuery>;

const zYuan = z.int().meta({ description: 'Whole yuan.' });
const zPerson = z.object({ id: zId, name: z.string() });

const planRow = z
  .object({
    id: zId.meta({ description: 'Of the project.' }),
    code: z.string(),
    name: z.string(),
    level: zLevel,
    line: zLine,
    office: z.object({ id: zId, name: z.string(), nameEn: z.string() }),
    leader: zPerson.nullable().meta({ description: 'The assigned leader, by the open contract.' }),
    totalInvestment: zYuan,
    annual: zYuan.meta({ description: 'Planned for the year by the version that holds; 0 without a plan.' }),
    version: z.int().meta({ description: '0: there is no plan for the year.' }),
    newest: z
      .object({
        reason: z.string(),
        effectiveFrom: zPlainDate,
        at: zInstant,
        by: zPerson.nullable().meta({ description: 'null: the system.' }),
      })
      .nullable()
      .meta({ description: 'The version that holds; null without a plan.' }),
  })
  .meta({ id: 'PlanRow' });
export type PlanRowView = z.output<typeof planRow>;

const planSums = z
  .object({
    projects: z.int(),
    planned: z.int().meta({ description: 'Those with a plan for the year.' }),
    revised: z.int().meta({ description: 'Those whose plan was changed since it was first published.' }),
    totalInvestment: zYuan,
    annual: zYuan,
  })
  .meta({ id: 'PlanSums' });
export type PlanSums = z.output<typeof planSums>;

export const plansPage = pageOf(planRow, 'PlansPage')
  .extend({ year: z.int(), sums: planSums.meta({ description: 'Over the whole list, not this page of it.' }) })
  .meta({ id: 'PlansPage' });
export type PlansPageView = z.output<typeof plansPage>;

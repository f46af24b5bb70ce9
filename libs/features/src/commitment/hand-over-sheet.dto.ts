import { z } from 'zod';
import { zId, zInstant, zPlainDate } from '#platform/http/index.js';
import { contractStandingView, openDecisionView } from './commitment.dto.js';

const zPerson = z.object({ id: zId, name: z.string() });

/** 分包交接单. Frozen it is stored by this very schema, so a field is only ever added, with a default. */
export const handOverSheetView = z
  .object({
    frozenAt: zInstant.nullable().meta({ description: 'null: a draft, as it would be today.' }),
    project: z.object({ id: zId, code: z.string(), name: z.string(), office: z.string(), company: z.string() }),
    from: zPerson,
    to: zPerson.nullable(),
    on: zPlainDate.nullable().meta({ description: 'First day of the new leader.' }),
    contract: contractStandingView,
    result: z.string().meta({ description: 'How the contract ended.' }),
    words: z.string().meta({ description: 'What the outgoing leader tells the next one.' }),
    problems: z
      .array(
        z.object({
          id: zId,
          number: z.string(),
          title: z.string(),
          status: z.string(),
          rung: z.int(),
          filedAt: zInstant,
          responseDueAt: zInstant.nullable(),
          resolutionDueAt: zInstant.nullable(),
          overdue: z.boolean(),
          reopened: z.int(),
          timesOnAgenda: z.int(),
        }),
      )
      .meta({ description: 'Not closed, with their clocks; the longest due first.' }),
    decisions: z
      .array(openDecisionView)
      .default([])
      .meta({ description: 'Of meetings, not struck off; the longest due first.' }),
    visits: z
      .array(z.object({ id: zId, on: zPlainDate, by: zPerson, condition: z.string(), seen: z.string() }))
      .meta({ description: 'The last ones, the latest first.' }),
  })
  .meta({ id: 'HandOverSheet' });
export type HandOverSheet = z.output<typeof handOverSheetView>;

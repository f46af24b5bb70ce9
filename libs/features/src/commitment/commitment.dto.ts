import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zPlainDate } from '#platform/http/index.js';

const zStanding = z
  .enum(['kept', 'atRisk', 'broken'])
  .meta({ description: 'Broken is a fact, never a forecast: what can still be made good is at risk.' });
const zPerson = z.object({ id: zId, name: z.string() }).meta({ id: 'ContractPerson' });
const zWords = z.object({ zh: z.string(), en: z.string() });
const zYuan = z.number().meta({ description: 'Whole yuan.' });

export const milestoneChangeView = z
  .object({
    kind: z.enum(['moved', 'reached', 'unreached']),
    fromOn: zPlainDate.nullable(),
    toOn: zPlainDate.nullable(),
    reason: z.string(),
    at: zInstant,
    by: z.string().nullable(),
  })
  .meta({ id: 'MilestoneChange' });

export const commitmentView = z
  .object({
    kind: z.enum(['plan', 'milestone', 'visits', 'team']),
    standing: zStanding,
    reason: z.string().meta({ description: 'Stable code of why.', examples: ['milestoneDueSoon'] }),
    args: z.record(z.string(), z.union([z.string(), z.number()])),
    why: zWords.meta({ description: 'The reason in words.' }),
    milestone: z
      .object({
        id: zId.nullable().meta({ description: 'The milestone of the project that is meant.' }),
        name: z.string(),
        committedOn: zPlainDate,
        promisedOn: zPlainDate.meta({ description: 'After the moves that were made in time.' }),
        plannedOn: zPlainDate.meta({ description: 'What the project plans now.' }),
        reachedOn: zPlainDate.nullable(),
        changes: z.array(milestoneChangeView),
      })
      .nullable(),
    months: z
      .array(
        z.object({
          month: zPlainDate.meta({ description: 'Its first day.' }),
          asked: z.int(),
          visited: z.int(),
          workdays: z.int(),
          available: z.int().meta({ description: 'Workdays under the contract on which the leader was not away.' }),
          standing: zStanding,
          days: z.array(zPlainDate),
        }),
      )
      .nullable(),
    plan: z
      .object({
        committed: zYuan,
        planToDate: zYuan,
        actual: zYuan,
        reportedTo: zPlainDate.nullable(),
        ratio: z.number().nullable(),
      })
      .nullable(),
    members: z.array(z.object({ id: zId, name: z.string(), duty: z.string(), active: z.boolean() })).nullable(),
  })
  .meta({ id: 'Commitment', description: 'One commitment of a contract, how it stands and by which evidence.' });
export type CommitmentView = z.output<typeof commitmentView>;

export const contractStandingView = z
  .object({
    id: zId,
    version: z.int(),
    project: z.object({
      id: zId,
      code: z.string(),
      name: z.string(),
      line: z.string(),
      stage: z.string(),
      version: z.int().meta({ description: 'What acts on milestones and hand-overs send as If-Match.' }),
    }),
    leader: zPerson,
    from: zPlainDate,
    to: zPlainDate.nullable(),
    year: z.int(),
    result: z.string().nullable(),
    handedOverTo: zPerson.nullable(),
    standing: zStanding,
    commitments: z.array(commitmentView),
  })
  .meta({ id: 'ContractStanding', description: 'A contract with its commitments and how each stands.' });
export type ContractStandingView = z.output<typeof contractStandingView>;

export const contractsQuery = pageQuery.extend({
  projectId: zId.optional(),
  leaderId: zId.optional(),
  running: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .meta({ description: 'Those that run, or those that have ended.' }),
});
export type ContractsQuery = z.output<typeof contractsQuery>;
export const contractsPage = pageOf(contractStandingView, 'ContractsPage');

const counts = z.object({ kept: z.int(), atRisk: z.int(), broken: z.int() });

export const leaderRowView = z
  .object({
    id: zId,
    name: z.string(),
    contracts: z.int(),
    standings: counts.meta({ description: 'Of the contracts that run.' }),
    waiting: z.int().meta({ description: 'Problems that wait for the leader.' }),
    milestonesSoon: z.int().meta({ description: 'Milestones due within five workdays.' }),
  })
  .meta({ id: 'LeaderRow' });
export type LeaderRowView = z.output<typeof leaderRowView>;
export const leadersQuery = pageQuery;
export type LeadersQuery = z.output<typeof leadersQuery>;
export const leadersPage = pageOf(leaderRowView, 'LeadersPage');

const problemRow = z
  .object({
    id: zId,
    number: z.string(),
    title: z.string(),
    status: z.string(),
    rung: z.int(),
    project: z.object({ id: zId, code: z.string(), name: z.string() }),
    responseDueAt: zInstant.nullable(),
    resolutionDueAt: zInstant.nullable(),
    overdue: z.boolean(),
  })
  .meta({ id: 'LeaderProblem' });

export const openDecisionView = z
  .object({
    id: zId,
    number: z.string(),
    text: z.string(),
    status: z.string(),
    project: z.object({ id: zId, code: z.string(), name: z.string() }).nullable(),
    leadUnit: z.string(),
    dueAt: zInstant,
    overdue: z.boolean(),
  })
  .meta({ id: 'OpenDecision' });

export const leaderView = z
  .object({
    leader: zPerson,
    contracts: z.array(contractStandingView),
    standings: counts,
    waiting: z.object({
      problems: z.array(problemRow).meta({ description: 'Waiting for an act of the leader; the longest due first.' }),
      decisions: z
        .array(openDecisionView)
        .meta({ description: "Decisions about the leader's projects that are not struck off; the longest due first." }),
    }),
    done: z.object({
      since: zPlainDate,
      visits: z.array(
        z.object({
          id: zId,
          on: zPlainDate,
          condition: z.string(),
          seen: z.string(),
          project: z.object({ id: zId, code: z.string(), name: z.string() }),
        }),
      ),
      solved: z.array(
        z.object({
          id: zId,
          number: z.string(),
          title: z.string(),
          closedAt: zInstant,
          project: z.object({ id: zId, code: z.string(), name: z.string() }),
        }),
      ),
    }),
    handOvers: z
      .array(
        z.object({
          contractId: zId,
          project: z.object({ id: zId, code: z.string(), name: z.string() }),
          from: zPerson,
          to: zPerson,
          on: zPlainDate,
          result: z.string(),
        }),
      )
      .meta({ description: 'Taken over and handed over, the latest first.' }),
  })
  .meta({ id: 'LeaderPage', description: "A leader's contracts, what waits and what was done. Nobody is ranked." });
export type LeaderView = z.output<typeof leaderView>;

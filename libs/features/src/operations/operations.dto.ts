import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';
import { bilingualView } from './bilingual.js';
import { causeCodes } from './causes.js';

const named = z
  .object({
    kind: z.string().meta({ examples: ['problem'] }),
    id: z.string(),
    name: bilingualView.nullable().meta({ description: 'What people call it; null when it is not there any more.' }),
    path: z
      .string()
      .nullable()
      .meta({ description: 'Where it is shown.', examples: ['/problems/…'] }),
  })
  .meta({ id: 'WorkSubject' });

const cause = z
  .object({
    code: z.enum(causeCodes),
    says: bilingualView.meta({ description: 'Why it failed, in plain words.' }),
    advice: bilingualView.meta({ description: 'What to do about it.' }),
    tryAgain: z.enum(['now', 'afterRepair']),
    original: z.string().nullable().meta({ description: 'The words of the failure itself.' }),
  })
  .meta({ id: 'WorkFailure' });

export const deadLettersQuery = pageQuery.extend({ job: zText(80).optional() });
export type DeadLettersQuery = z.output<typeof deadLettersQuery>;

export const deadLetterView = z
  .object({
    id: zId,
    job: z.string().meta({ examples: ['notice.deliver'] }),
    does: bilingualView.meta({ description: 'What the work is for.' }),
    ifDismissed: bilingualView.meta({ description: 'What is lost when it is let go.' }),
    subject: named.nullable(),
    promisedAt: zInstant,
    deadAt: zInstant,
    attempts: z.int(),
    cause,
    requestId: z
      .string()
      .meta({ description: 'Of the act that promised it: finds its lines in the logs and the trail.' }),
  })
  .meta({ id: 'DeadLetter', description: 'Work given up after its last try, until somebody deals with it.' });
export type DeadLetterView = z.output<typeof deadLetterView>;
export const deadLetterPage = pageOf(deadLetterView, 'DeadLetterPage');

const timerStates = ['pending', 'overdue', 'parked', 'fired', 'cancelled'] as const;

export const timersQuery = pageQuery.extend({
  state: z.enum(timerStates).optional(),
  kind: zText(80)
    .optional()
    .meta({ examples: ['problem.resolution'] }),
  subjectKind: zText(50)
    .optional()
    .meta({ examples: ['problem'] }),
  subjectId: zId.optional(),
});
export type TimersQuery = z.output<typeof timersQuery>;

export const timerView = z
  .object({
    id: zId,
    kind: z.string().meta({ examples: ['problem.resolution'] }),
    does: bilingualView,
    ifDismissed: bilingualView,
    state: z.enum(timerStates),
    subject: named,
    dueAt: zInstant,
    firedAt: zInstant.nullable(),
    outcome: z.enum(['acted', 'stale', 'cancelled']).nullable(),
    attempts: z.int().meta({ description: 'How often it could not be fired.' }),
    retryAt: zInstant.nullable(),
    parkedAt: zInstant.nullable(),
    cause: cause.nullable().meta({ description: 'Of the last failure, if there was one.' }),
  })
  .meta({ id: 'Timer', description: 'A deadline as a row, and how it stands.' });
export type TimerView = z.output<typeof timerView>;
export const timerPage = pageOf(timerView, 'TimerPage');

export const dealtWith = z
  .strictObject({ reason: zText(500) })
  .meta({ id: 'DealtWith', examples: [{ reason: '邮箱已更正' }] });

export const settledView = z.object({ id: zId, done: z.enum(['sentAgain', 'dismissed']) }).meta({ id: 'WorkSettled' });
export type SettledView = z.output<typeof settledView>;

export const periodsView = z
  .array(
    z.object({
      job: z.string(),
      does: bilingualView,
      every: z.enum(['day', 'week', 'tenDay', 'month', 'quarter', 'year']),
      upTo: zPlainDate
        .nullable()
        .meta({ description: 'First day of the last period that is done; null before the first.' }),
      behind: z.int().meta({ description: 'Periods that are due and not done.' }),
      dueSince: zInstant.nullable(),
      attempts: z.int().meta({ description: 'Of the period that is not done.' }),
      cause: cause.nullable(),
    }),
  )
  .meta({ id: 'PeriodicWork', description: 'How far each periodic work has come.' });
export type PeriodsView = z.output<typeof periodsView>;

export const periodRunsQuery = pageQuery.extend({ job: zText(80) });
export type PeriodRunsQuery = z.output<typeof periodRunsQuery>;

export const periodRunPage = pageOf(
  z
    .object({
      job: z.string(),
      periodStart: zPlainDate,
      startedAt: zInstant,
      finishedAt: zInstant.nullable(),
      attempts: z.int(),
      lastError: z.string().nullable(),
    })
    .meta({ id: 'PeriodRun' }),
  'PeriodRunPage',
);

export const overviewView = z
  .object({
    at: zInstant,
    programs: z.record(z.string(), z.int()).meta({
      description: 'Connections by program; one without any is not running.',
      examples: [{ 'duban-worker': 3 }],
    }),
    promises: z.object({
      waiting: z.int(),
      oldestSince: zInstant.nullable(),
      unheard: z.int().meta({ description: 'Handed to the queue time and again, and never begun.' }),
      failing: z.int(),
      dead: z.int(),
    }),
    timers: z.object({
      pending: z.int(),
      overdue: z.int(),
      overdueSince: zInstant.nullable(),
      parked: z.int(),
      firedLastHour: z.int(),
      nextDueAt: zInstant.nullable(),
    }),
    deliveries: z.object({
      waiting: z.int(),
      stuck: z.int(),
      stuckSince: zInstant.nullable(),
      failed: z.int(),
    }),
    periodsBehind: z.int(),
  })
  .meta({ id: 'OperationsOverview', description: 'The works of the house at a glance. Counts stop at 10,000.' });
export type OverviewView = z.output<typeof overviewView>;

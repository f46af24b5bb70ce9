import { z } from 'zod';
import { extensionLimitWorkdays } from '#domain/ladder/index.js';
import { pageOf, pageQuery, zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

const zWords = (max: number, example: string) => zText(max).meta({ examples: [example] });
const zReason = zWords(1_000, '等上级批复');
const zFlag = z.enum(['true', 'false']).transform((word) => word === 'true');
export const zDecisionStatus = z.enum([
  'open',
  'claimed',
  'struckOff',
  'cancelled',
  'superseded',
  'unneeded',
  'withdrawn',
]);

/** An act that needs nothing said. */
export const plainDecisionActBody = z
  .strictObject({})
  .nullish()
  .meta({ id: 'PlainDecisionAct', examples: [{}] });

export const noteBody = z
  .strictObject({ text: zWords(4_000, '图纸已出，周五进场。') })
  .meta({ id: 'NoteProgress', description: 'How it stands, in words.' });

export const decisionClaimBody = z
  .strictObject({ evidence: zWords(4_000, '已完成移交，见交接单 2026-031。') })
  .meta({ id: 'ClaimDecision', description: 'Claimed done; it is then checked.' });

export const decisionCheckBody = z
  .strictObject({
    passed: z.boolean(),
    finding: zWords(4_000, '仍缺一处签字').optional().meta({ description: 'Needed when the check failed.' }),
  })
  .meta({ id: 'VerifyDecision' });

export const dateExtensionBody = z
  .strictObject({ workdays: z.int().min(1).max(extensionLimitWorkdays), reason: zReason })
  .meta({ id: 'RequestDateExtension' });

export const dateExtensionDecisionBody = z
  .strictObject({ granted: z.boolean(), reason: zReason.optional().meta({ description: 'Needed to say no.' }) })
  .meta({ id: 'DecideDateExtension' });

export const cancelBody = z
  .strictObject({
    reason: zReason,
    supersededById: zId.optional().meta({ description: 'The later decision that takes its place, when there is one.' }),
  })
  .meta({ id: 'CancelDecision' });

/** Where a decision stands: what every act answers, and what a lost race shows as `current`. */
export const decisionStandingView = z
  .object({
    id: zId,
    number: z.string().meta({ examples: ['YD-2026-0031'] }),
    version: z.int(),
    status: zDecisionStatus,
    dueAt: zInstant,
    acceptedAt: zInstant.nullable(),
    progressedAt: zInstant.nullable(),
    claimedAt: zInstant.nullable(),
    verificationDueAt: zInstant.nullable(),
    reopened: z.int(),
    overdueAt: zInstant.nullable().meta({ description: 'The date it was not done by; at most one in its life.' }),
    principalAt: zInstant.nullable().meta({ description: 'Since when it is before the principal.' }),
    struckOffAt: zInstant.nullable(),
    supersededById: zId.nullable(),
  })
  .meta({ id: 'DecisionStanding', description: 'Where a decision stands after an act.' });
export type DecisionStandingView = z.infer<typeof decisionStandingView>;
export const dateExtensionRequestedView = decisionStandingView
  .extend({ extensionId: zId })
  .meta({ id: 'DateExtensionRequested' });

export const decisionsQuery = pageQuery.extend({
  sort: z.enum(['newest', 'due']).default('newest').meta({ description: 'Newest first, or by due moment.' }),
  status: zDecisionStatus.optional(),
  standing: zFlag.optional().meta({ description: 'Open or claimed; false: closed.' }),
  unitId: zId.optional().meta({ description: 'Leading, handling or assisting.' }),
  meetingId: zId.optional(),
  seriesId: zId.optional(),
  projectId: zId.optional(),
  problemId: zId.optional(),
  overdue: zFlag.optional().meta({ description: 'Open and past its date.' }),
  mine: zFlag.optional().meta({ description: 'Waiting for an act of the person who asks.' }),
  dueFrom: zPlainDate.optional().meta({ description: 'Due on that day or later.' }),
  dueTo: zPlainDate.optional().meta({ description: 'Due on that day or earlier.' }),
  q: zText(100)
    .optional()
    .meta({ description: 'Part of the number, the text or the name of the project.', examples: ['施工用电'] }),
});
export type DecisionsQuery = z.output<typeof decisionsQuery>;

const zUnit = z.object({ id: zId, name: z.string(), nameEn: z.string() }).meta({ id: 'DecisionUnit' });
const zSomeone = z.object({ id: zId, name: z.string() }).meta({ id: 'DecisionPerson' });

export const decisionRowView = decisionStandingView
  .extend({
    text: z.string(),
    agendaItemId: zId.nullable(),
    meeting: z.object({
      id: zId,
      seriesId: zId,
      series: z.string(),
      seriesEn: z.string(),
      number: z.int(),
      on: zPlainDate,
    }),
    project: z.object({ id: zId, code: z.string(), name: z.string() }).nullable(),
    problem: z.object({ id: zId, number: z.string(), title: z.string() }).nullable(),
    leadUnit: zUnit,
    handlingUnits: z.array(zUnit),
    assistingUnits: z.array(zUnit),
    decidedAt: zInstant,
    decidedDueOn: zPlainDate.meta({ description: 'The day the meeting named.' }),
    overdue: z.boolean(),
  })
  .meta({ id: 'DecisionRow' });
export type DecisionRowView = z.infer<typeof decisionRowView>;
export const decisionsPage = pageOf(decisionRowView, 'DecisionsPage');

const zDays = z.array(
  z.object({
    date: zPlainDate,
    counted: z.boolean(),
    ordinal: z.int().nullable(),
    reason: z.enum(['dayOfStart', 'workday', 'weekend', 'holiday', 'makeUpDay', 'paused']),
    name: z.string().optional(),
  }),
);

export const decisionView = decisionRowView
  .extend({
    recordedBy: zSomeone,
    acceptedBy: zSomeone.nullable(),
    claimedBy: zSomeone.nullable(),
    clock: z
      .object({ dueAt: zInstant, provisional: z.boolean(), days: zDays })
      .meta({ id: 'DecisionClock', description: 'From the day it was decided to its last day, day by day.' }),
    answersProblem: z.boolean().meta({ description: 'Its check is the check of its problem, and its date the clock.' }),
    ladder: z.object({
      version: z.int(),
      reminderWorkdaysBefore: z.int(),
      remindAgainWorkdays: z.int(),
      principalWorkdays: z.int(),
      verifyWorkdays: z.int(),
    }),
    extensions: z.array(
      z.object({
        id: zId,
        workdays: z.int(),
        reason: z.string(),
        state: z.enum(['requested', 'granted', 'refused']),
        requestedBy: zSomeone,
        requestedAt: zInstant,
        decidedBy: zSomeone.nullable(),
        decidedAt: zInstant.nullable(),
        decisionReason: z.string().nullable(),
      }),
    ),
    timeline: z
      .array(
        z.object({
          id: zId,
          type: z.string().meta({ examples: ['accepted'] }),
          at: zInstant,
          by: zSomeone.nullable().meta({ description: 'null = the clock.' }),
          args: z.record(z.string(), z.unknown()),
        }),
      )
      .meta({ description: 'Everything that happened to it, oldest first; the last five hundred entries.' }),
    allowed: z
      .array(z.string())
      .meta({ description: 'What the person who asks may do now.', examples: [['accept', 'note', 'claim']] }),
  })
  .meta({ id: 'Decision' });
export type DecisionView = z.infer<typeof decisionView>;

export const decisionSummaryQuery = z.strictObject({
  seriesId: zId.optional(),
  since: zPlainDate.optional().meta({ description: 'Counts what was struck off since that day; left out: this year.' }),
});

export const decisionSummaryView = z
  .object({
    since: zPlainDate,
    units: z.array(
      z.object({
        unit: zUnit,
        open: z.int(),
        notAccepted: z.int().meta({ description: 'Of the open ones.' }),
        overdue: z.int().meta({ description: 'Of the open ones: past their date.' }),
        claimed: z.int().meta({ description: 'Waiting for their check.' }),
        struckOff: z.int(),
        struckOffOnTime: z.int().meta({ description: 'Of those struck off: never past their date.' }),
      }),
    ),
  })
  .meta({ id: 'DecisionSummary', description: 'Decisions by lead unit: each is counted once, for who leads it.' });
export type DecisionSummaryView = z.infer<typeof decisionSummaryView>;

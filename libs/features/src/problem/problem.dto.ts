import { z } from 'zod';
import { extensionLimitWorkdays } from '#domain/ladder/index.js';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

/** With an example for the documentation. */
const zWords = (max: number, example: string) => zText(max).meta({ examples: [example] });

const zReason = zWords(1_000, '涉及两个部门，现场无法解决');

export const zCategory = z.enum([
  'land',
  'environment',
  'construction',
  'funding',
  'approval',
  'relocation',
  'utilities',
  'other',
]);
export const problemCategories = zCategory.options;
export const zSeverity = z.enum(['normal', 'urgent']);
export const zStatus = z.enum(['open', 'claimed', 'struckOff', 'withdrawn', 'merged']);
const zRung = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]);
export const zRungNumber = zRung.meta({ description: '1 on site … 6 the city.', examples: [2] });
const zAssisting = z.array(zId).max(20);

export const fileProblemBody = z
  .strictObject({
    projectId: zId,
    title: zWords(120, '施工用电未接入'),
    description: zWords(4_000, '临时变压器报装已三周，仍未送电，主体施工停滞。'),
    category: zCategory,
    severity: zSeverity.default('normal'),
    leadDepartmentId: zId.optional().meta({ description: 'Who is to answer at rung 2, when it is known already.' }),
    assistingDepartmentIds: zAssisting.default([]),
  })
  .meta({
    id: 'FileProblem',
    description: 'A problem found on a project.',
    examples: [
      {
        projectId: '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51',
        title: '施工用电未接入',
        description: '临时变压器报装已三周，仍未送电，主体施工停滞。',
        category: 'utilities',
        severity: 'normal',
      },
    ],
  });
export type FileProblemBody = z.output<typeof fileProblemBody>;

/** An act that needs nothing said. */
export const plainActBody = z
  .strictObject({})
  .nullish()
  .meta({ id: 'PlainAct', examples: [{}] });

export const answerBody = z
  .strictObject({
    text: zWords(4_000, '已派人到现场，周三前送电。'),
    plan: zWords(4_000, '周二完成验收，周三送电').nullable().default(null),
  })
  .meta({ id: 'AnswerProblem' });

export const signUpBody = z
  .strictObject({
    reason: zReason,
    toRung: zRungNumber.optional().meta({ description: 'Left out: the next rung.' }),
  })
  .meta({ id: 'SignUpProblem' });

export const sendDownBody = z
  .strictObject({ toRung: zRungNumber, reason: zReason, leadDepartmentId: zId.optional() })
  .meta({ id: 'SendDownProblem' });

export const pauseBody = z
  .strictObject({
    from: zPlainDate.meta({ description: 'The first day that does not count.' }),
    until: zPlainDate
      .nullable()
      .default(null)
      .meta({ description: 'Exclusive: the day from which it counts again. A pause without one is refused.' }),
    reason: zReason,
  })
  .meta({ id: 'RequestPause' });

export const pauseDecisionBody = z
  .strictObject({ approved: z.boolean(), reason: zReason.optional().meta({ description: 'Needed to say no.' }) })
  .meta({ id: 'DecidePause' });

export const extensionBody = z
  .strictObject({ workdays: z.int().min(1).max(extensionLimitWorkdays), reason: zReason })
  .meta({ id: 'RequestExtension' });

export const extensionDecisionBody = z
  .strictObject({ granted: z.boolean(), reason: zReason.optional().meta({ description: 'Needed to say no.' }) })
  .meta({ id: 'DecideExtension' });

export const claimBody = z
  .strictObject({ evidence: zWords(4_000, '已送电，见 11 月 3 日送电单 2023-118。') })
  .meta({ id: 'ClaimProblem', description: 'Claimed done; the filing office then checks on site.' });

export const verificationBody = z
  .strictObject({
    passed: z.boolean(),
    finding: zWords(4_000, '现场仍无电')
      .optional()
      .meta({ description: 'What was found; needed when the check failed.' }),
  })
  .meta({ id: 'VerifyProblem' });

export const reasonBody = z.strictObject({ reason: zReason }).meta({ id: 'ActWithReason' });

export const mergeBody = z
  .strictObject({ intoId: zId.meta({ description: 'The problem that this one duplicates.' }), reason: zReason })
  .meta({ id: 'MergeProblem' });

export const departmentsBody = z
  .strictObject({ leadDepartmentId: zId, assistingDepartmentIds: zAssisting.default([]) })
  .meta({ id: 'AssignDepartments' });

/** Where a problem stands: what every act answers, and what a lost race shows as `current`. */
export const standingView = z
  .object({
    id: zId,
    number: z.string().meta({ examples: ['WT-2023-0412'] }),
    version: z.int(),
    status: zStatus,
    severity: zSeverity,
    rung: zRungNumber,
    leadDepartmentId: zId.nullable(),
    assistingDepartmentIds: z.array(zId),
    filedAt: zInstant,
    rungStartedAt: zInstant,
    responseDueAt: zInstant.nullable(),
    respondedAt: zInstant.nullable(),
    resolutionDueAt: zInstant.nullable(),
    whistleSignDueAt: zInstant.nullable(),
    whistleSignedAt: zInstant.nullable(),
    whistleContactDueAt: zInstant.nullable(),
    whistleContactedAt: zInstant.nullable(),
    claimedAt: zInstant.nullable(),
    verificationDueAt: zInstant.nullable(),
    reopened: z.int(),
    timesOnAgenda: z.int(),
    struckOffAt: zInstant.nullable(),
    mergedIntoId: zId.nullable(),
  })
  .meta({ id: 'ProblemStanding', description: 'Where a problem stands after an act.' });
export type StandingView = z.infer<typeof standingView>;

export const pauseRequestedView = standingView.extend({ pauseId: zId }).meta({ id: 'PauseRequested' });
export const extensionRequestedView = standingView.extend({ extensionId: zId }).meta({ id: 'ExtensionRequested' });

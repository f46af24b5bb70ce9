import { z } from 'zod';
import { pageOf, pageQuery, zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';
import { ratingView } from './problem-rating.dto.js';
import { standingView, zCategory, zRungNumber, zSeverity, zStatus } from './problem.dto.js';

const zFlag = z.enum(['true', 'false']).transform((word) => word === 'true');

export const problemsQuery = pageQuery.extend({
  sort: z.enum(['newest', 'due']).default('newest').meta({ description: 'Newest first, or by due moment.' }),
  status: zStatus.optional(),
  rung: z
    .string()
    .regex(/^[1-6]$/, 'Expected a rung, 1 to 6')
    .transform(Number)
    .optional()
    .meta({ examples: ['4'] }),
  projectId: zId.optional(),
  officeId: zId.optional().meta({ description: 'The office of the project.' }),
  departmentId: zId.optional().meta({ description: 'Leading or assisting.' }),
  leaderId: zId.optional().meta({ description: 'The assigned leader now.' }),
  category: zCategory.optional(),
  severity: zSeverity.optional(),
  overdue: zFlag.optional().meta({ description: 'Open and past its resolution clock.' }),
  mine: zFlag.optional().meta({ description: 'Waiting for an act of the person who asks.' }),
  q: zText(100)
    .optional()
    .meta({ description: 'Part of the number, the title or the name of the project.', examples: ['施工用电'] }),
});
export type ProblemsQuery = z.output<typeof problemsQuery>;

export const timelineQuery = pageQuery;

const zNamed = z.object({ id: zId, name: z.string(), nameEn: z.string() }).meta({ id: 'ProblemUnit' });
const zSomeone = z.object({ id: zId, name: z.string() }).meta({ id: 'ProblemPerson' });
const zProjectOf = z
  .object({
    id: zId,
    code: z.string(),
    name: z.string(),
    line: z.enum(['construction', 'investment', 'urban', 'livelihood']),
  })
  .meta({ id: 'ProblemProject' });

export const problemRowView = z
  .object({
    id: zId,
    number: z.string().meta({ examples: ['WT-2023-0412'] }),
    version: z.int(),
    title: z.string(),
    category: zCategory,
    severity: zSeverity,
    status: zStatus,
    rung: zRungNumber,
    project: zProjectOf,
    office: zNamed,
    leadDepartment: zNamed.nullable(),
    leader: zSomeone.nullable(),
    filedAt: zInstant,
    rungStartedAt: zInstant,
    responseDueAt: zInstant.nullable(),
    respondedAt: zInstant.nullable(),
    resolutionDueAt: zInstant.nullable(),
    overdue: z.boolean(),
    reopened: z.int(),
    timesOnAgenda: z.int(),
  })
  .meta({ id: 'ProblemRow' });
export type ProblemRowView = z.infer<typeof problemRowView>;
export const problemsPage = pageOf(problemRowView, 'ProblemsPage');

const zDays = z
  .array(
    z.object({
      date: zPlainDate,
      counted: z.boolean(),
      ordinal: z.int().nullable().meta({ description: 'Which counted day it is, from 1.' }),
      reason: z.enum(['dayOfStart', 'workday', 'weekend', 'holiday', 'makeUpDay', 'paused']),
      name: z
        .string()
        .optional()
        .meta({ examples: ['春节调休上班'] }),
    }),
  )
  .meta({ id: 'ClockDays', description: 'The account of a clock, day by day.' });

const zClock = z
  .object({
    dueAt: zInstant,
    metAt: zInstant.nullable(),
    provisional: z.boolean().meta({ description: 'A year among the days has no published notice yet.' }),
    days: zDays,
  })
  .meta({ id: 'ProblemClock' });

const zPassage = z.object({
  rung: zRungNumber,
  how: z.enum(['filed', 'expired', 'signedUp', 'skipped', 'sentDown', 'thirdTime', 'decisionOverdue']),
  enteredAt: zInstant,
  leftAt: zInstant.nullable(),
  reason: z.string().nullable(),
  by: zSomeone.nullable().meta({ description: 'null = the clock.' }),
});

const requestParts = {
  id: zId,
  rung: zRungNumber,
  reason: z.string(),
  requestedBy: zSomeone,
  requestedAt: zInstant,
  decidedBy: zSomeone.nullable(),
  decidedAt: zInstant.nullable(),
  decisionReason: z.string().nullable(),
};

export const problemView = standingView
  .extend({
    title: z.string(),
    description: z.string(),
    category: zCategory,
    project: zProjectOf,
    office: zNamed,
    filingOffice: zNamed,
    company: zNamed,
    leader: zSomeone.nullable().meta({ description: 'The assigned leader now.' }),
    filedBy: zSomeone,
    leadDepartment: zNamed.nullable(),
    assistingDepartments: z.array(zNamed),
    answeredBy: z.enum(['office', 'department', 'leader', 'meeting', 'principal', 'city']),
    ladder: z.object({ id: zId, version: z.int() }),
    decision: z
      .object({ id: zId, dueAt: zInstant.nullable() })
      .nullable()
      .meta({ description: 'The decision of a meeting that answers it; with a moment while its date is the clock.' }),
    overdue: z.boolean(),
    clocks: z.object({
      response: zClock.nullable(),
      resolution: zClock.nullable(),
      verification: zClock.nullable(),
      whistle: z
        .object({
          signDueAt: zInstant,
          signedAt: zInstant.nullable(),
          contactDueAt: zInstant.nullable(),
          contactedAt: zInstant.nullable(),
        })
        .nullable()
        .meta({ description: 'Natural hours.' }),
    }),
    passages: z.array(zPassage).meta({ description: 'The way so far, oldest first.' }),
    pauses: z.array(
      z.object({
        ...requestParts,
        from: zPlainDate,
        until: zPlainDate.meta({ description: 'Exclusive.' }),
        kind: z.enum(['granted', 'verification']),
        state: z.enum(['requested', 'approved', 'refused', 'ended']),
      }),
    ),
    extensions: z.array(
      z.object({ ...requestParts, workdays: z.int(), state: z.enum(['requested', 'granted', 'refused']) }),
    ),
    rating: ratingView
      .nullable()
      .meta({ description: 'What the filing unit thought of the department’s work, since it was last struck off.' }),
    allowed: z
      .array(z.string())
      .meta({ description: 'What the person who asks may do now.', examples: [['accept', 'answer', 'signUp']] }),
  })
  .meta({ id: 'Problem' });
export type ProblemView = z.infer<typeof problemView>;

export const timelineEntryView = z
  .object({
    id: zId,
    type: z.string().meta({ examples: ['climbed'] }),
    at: zInstant,
    rung: zRungNumber,
    by: zSomeone.nullable().meta({ description: 'null = the clock.' }),
    args: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntryView = z.infer<typeof timelineEntryView>;
export const timelinePage = pageOf(timelineEntryView, 'TimelinePage');

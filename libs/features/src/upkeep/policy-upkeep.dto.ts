import { z } from 'zod';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';
import { upkeepView } from './calendar-upkeep.dto.js';

export const kindParam = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, 'Expected a kind of policy')
  .max(40)
  .meta({ description: 'What the policy is about.', examples: ['working-hours'] });

const definition = z
  .record(z.string(), z.unknown())
  .meta({ description: 'In the shape of its kind.', examples: [{ startsAt: '09:00', endsAt: '17:30' }] });

export const publishBody = z
  .strictObject({
    definition,
    inForceFrom: zPlainDate
      .optional()
      .meta({ description: 'The day from whose beginning it is in force; as early as may be when left out.' }),
    reason: zText(500).meta({ examples: ['冬季作息'] }),
  })
  .meta({ id: 'PublishPolicy', description: 'A new version of a policy.' });
export type PublishBody = z.output<typeof publishBody>;

export const policyVersionView = z
  .object({
    version: z.int().meta({ description: '0: what the district was set up with.' }),
    definition,
    inForceFrom: zInstant.nullable().meta({ description: 'Null: it was always there.' }),
    reason: z.string(),
    createdBy: z.object({ id: zId, name: z.string() }).nullable(),
    createdAt: zInstant.nullable(),
  })
  .meta({ id: 'PolicyVersion' });

export const policyView = z
  .object({
    kind: z.string(),
    version: z
      .int()
      .meta({ description: 'The newest one: what `If-Match` has to name. Also when it is still to come.' }),
    earliest: z.enum(['now', 'tomorrow']).meta({ description: 'From when a new version may be in force.' }),
    inForce: policyVersionView,
    coming: z
      .array(policyVersionView)
      .meta({ description: 'Published, and in force from a day to come; in that order.' }),
  })
  .meta({ id: 'Policy', description: "A district's rules about one thing, in versions that never change." });
export type PolicyView = z.output<typeof policyView>;

export const policiesView = z.array(policyView).meta({ id: 'Policies' });
export const policyVersionsView = z.array(policyVersionView).meta({ id: 'PolicyVersions' });

const zShown = z.enum(['green', 'yellow', 'red', 'grey']);
const ladderName = z.object({ id: zId, version: z.int(), name: z.string() });

export const publishedView = z
  .object({
    preview: z.boolean(),
    kind: z.string(),
    version: z.int(),
    inForceFrom: zInstant,
    problems: upkeepView.shape.problems.meta({ description: 'Deadlines that other working hours move.' }),
    decisions: upkeepView.shape.decisions,
    meetings: upkeepView.shape.meetings.meta({ description: 'Announced meetings that other rules move.' }),
    choices: z
      .array(
        z.object({
          category: z.string(),
          severity: z.enum(['normal', 'urgent']),
          before: ladderName.nullable(),
          after: ladderName.nullable(),
        }),
      )
      .meta({ description: 'What new problems get from now on, where it is another ladder or version than before.' }),
    kept: z
      .array(z.object({ ladder: ladderName, open: z.int() }))
      .meta({ description: 'Problems that are not closed and keep the version they were filed under.' }),
    decisionsKept: z
      .array(z.object({ version: z.int(), open: z.int() }))
      .meta({ description: 'Decisions that are not closed and keep the version they were taken under.' }),
    reminders: z
      .array(z.object({ noticeId: zId, rule: z.string(), recipient: z.string(), from: zInstant, to: zInstant }))
      .meta({ description: 'Repeated reminders that wait, and by another cool-down go out at another moment.' }),
    lights: z
      .array(z.object({ from: zShown, to: zShown, projects: z.int() }))
      .meta({ description: 'Projects that show another light today, by the new rules.' }),
    timers: z.int().meta({ description: 'Alarms that were set anew.' }),
    told: z.int().meta({ description: 'People who are told.' }),
  })
  .meta({ id: 'PolicyPublished', description: 'A new version of a policy, and what it moved.' });
export type PublishedView = z.output<typeof publishedView>;

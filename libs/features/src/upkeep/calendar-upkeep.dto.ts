import { z } from 'zod';
import { zId, zInstant, zPlainDate, zText } from '#platform/http/index.js';

const zKind = z.enum(['workday', 'weekend', 'holiday', 'makeUpDay']);

/** A day as its coordinator wants it. Monday to Friday is a workday or holiday, the others a weekend, holiday or make-up day. */
export const amendDayBody = z
  .strictObject({
    kind: zKind,
    name: zText(40).meta({ description: 'What people know the day by.', examples: ['台风停工'] }),
    reason: zText(500),
  })
  .meta({ id: 'AmendDay' });
export type AmendDayBody = z.output<typeof amendDayBody>;

export const restoreDayBody = z.strictObject({ reason: zText(500) }).meta({ id: 'RestoreDay' });

const noticeDay = z.strictObject({ date: zPlainDate, kind: z.enum(['holiday', 'makeUpDay']), name: zText(40) });

/** The State Council's notice of a year: every day that is not what its weekday says. */
export const publishYearBody = z
  .strictObject({ days: z.array(noticeDay).min(1).max(120), reason: zText(500) })
  .meta({ id: 'PublishYear' });
export type PublishYearBody = z.output<typeof publishYearBody>;

export const yearParam = z
  .string()
  .regex(/^20\d\d$/, 'Expected a year from 2000 to 2099')
  .transform(Number);

export const previewQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: '`true` answers what would move and changes nothing.' }),
});

const dayFacts = z.object({ date: zPlainDate, kind: zKind, name: z.string().nullable(), works: z.boolean() });

const meetingTime = z.object({ number: z.int(), on: zPlainDate, startsAt: zInstant, cutOffAt: zInstant });

export const upkeepView = z
  .object({
    preview: z.boolean(),
    days: z.array(z.object({ before: dayFacts, after: dayFacts })).meta({ description: 'The days that changed.' }),
    problems: z.array(
      z.object({
        id: zId,
        number: z.string(),
        title: z.string(),
        clock: z.enum(['response', 'resolution', 'verification']),
        from: zInstant,
        to: zInstant,
      }),
    ),
    decisions: z
      .array(z.object({ id: zId, number: z.string(), title: z.string(), from: zInstant, to: zInstant }))
      .meta({ description: 'Dates of decisions, with the clock of the problem that one answers.' }),
    meetings: z.array(
      z.object({
        id: zId,
        series: z.string(),
        seriesEn: z.string(),
        from: meetingTime,
        to: meetingTime,
        mergedInto: zId.nullable().meta({ description: 'The meeting that has its agenda now.' }),
      }),
    ),
    timers: z.int().meta({ description: 'Alarms that were set anew.' }),
    told: z.int().meta({ description: 'People who are told.' }),
  })
  .meta({ id: 'CalendarUpkeep', description: 'What an amended calendar moved, from when to when.' });
export type UpkeepView = z.output<typeof upkeepView>;

export const amendmentsQuery = z.strictObject({ year: yearParam });
export const amendmentsView = z
  .array(
    z.object({
      date: zPlainDate,
      kind: zKind,
      name: z.string(),
      reason: z.string(),
      at: zInstant,
      by: z.object({ id: zId, name: z.string() }),
    }),
  )
  .meta({ id: 'CalendarAmendments' });

import { z } from 'zod';
import { addDays, dateOf, daysBetween, yearOf } from '#domain/calendar/index.js';
import { zInstant, zPlainDate } from '#platform/http/index.js';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
const MAX_DAYS_LISTED = 800;

const inRange = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR;
const outOfRange = `Expected a day in the years ${FIRST_YEAR} to ${LAST_YEAR}`;

const zDay = zPlainDate.refine((date) => inRange(yearOf(date)), outOfRange);

export const periodsQuery = z.strictObject({ date: zDay.meta({ examples: ['2026-02-28'] }) });

const period = z
  .object({
    start: zPlainDate,
    end: zPlainDate.meta({ description: 'Exclusive: the first day that no longer belongs to it.' }),
    workdays: z.int().meta({ examples: [5] }),
  })
  .meta({ id: 'CalendarPeriod' });

export const periodsView = z
  .object({ week: period, tenDay: period, month: period, quarter: period, year: period })
  .meta({
    id: 'CalendarPeriods',
    description: 'The week (Monday to Sunday), ten-day period, month, quarter and year in which a day lies.',
    examples: [
      {
        week: { start: '2026-02-23', end: '2026-03-02', workdays: 5 },
        tenDay: { start: '2026-02-21', end: '2026-03-01', workdays: 5 },
        month: { start: '2026-02-01', end: '2026-03-01', workdays: 16 },
        quarter: { start: '2026-01-01', end: '2026-04-01', workdays: 59 },
        year: { start: '2026-01-01', end: '2027-01-01', workdays: 248 },
      },
    ],
  });

export const deadlineQuery = z.strictObject({
  from: zInstant
    .refine((instant) => inRange(yearOf(dateOf(instant))), outOfRange)
    .meta({
      description: 'When the clock starts, with its offset (write `+` as `%2B`).',
      examples: ['2026-02-13T10:00:00+08:00'],
    }),
  workdays: z
    .string()
    .regex(/^\d{1,3}$/, 'Expected a whole number from 0 to 250')
    .transform(Number)
    .refine((days) => days <= 250, 'Expected a whole number from 0 to 250')
    .meta({ description: 'Workdays the clock runs, 0 to 250.', examples: ['3'] }),
});

export const deadlineView = z
  .object({
    due: zPlainDate,
    dueAt: zInstant.meta({ description: 'The end of working hours on that day.' }),
    provisional: z
      .boolean()
      .meta({ description: 'A year among the days has no published notice yet, so the date may still move.' }),
    days: z.array(
      z.object({
        date: zPlainDate,
        counted: z.boolean(),
        reason: z.enum(['dayOfStart', 'workday', 'weekend', 'holiday', 'makeUpDay', 'paused']),
      }),
    ),
  })
  .meta({ id: 'CalendarDeadline', description: 'When a clock runs out, with the account of every day on the way.' });

export const daysQuery = z
  .strictObject({
    from: zDay.meta({ examples: ['2026-09-28'] }),
    to: zDay.meta({ description: 'Exclusive.', examples: ['2026-10-12'] }),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Expected a day after `from`' })
  .refine(({ from, to }) => daysBetween(from, to) <= MAX_DAYS_LISTED, {
    path: ['to'],
    message: `Expected at most ${MAX_DAYS_LISTED} days`,
  });

export const daysView = z
  .array(
    z.object({
      date: zPlainDate,
      weekday: z.int().meta({ description: '1 Monday … 7 Sunday.', examples: [6] }),
      kind: z.enum(['workday', 'weekend', 'holiday', 'makeUpDay']),
      works: z.boolean(),
      name: z
        .string()
        .nullable()
        .meta({ description: 'Of the holiday or make-up day.', examples: ['国庆节'] }),
      provisional: z.boolean(),
    }),
  )
  .meta({ id: 'CalendarDays' });

/** The days of [from, to), in order. */
export function daysFrom(from: Parameters<typeof addDays>[0], to: Parameters<typeof addDays>[0]) {
  return Array.from({ length: daysBetween(from, to) }, (_, n) => addDays(from, n));
}

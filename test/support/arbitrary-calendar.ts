import fc from 'fast-check';
import { addDays, instantAt, plainDate, workCalendar } from '../../libs/domain/src/calendar/index.js';
import type { CalendarException, Instant, PlainDate, WorkCalendar } from '../../libs/domain/src/calendar/index.js';

/** Random calendars reach a year further than random days on both sides, so that a search near the edge meets exceptions too. */
const FIRST_DAY = plainDate('2021-01-01');
const LAST_OFFSET = 6 * 365;

/** A day in 2022 to 2025. */
export const anyDate: fc.Arbitrary<PlainDate> = fc
  .integer({ min: 365, max: 5 * 365 })
  .map((n) => addDays(FIRST_DAY, n));

/** A moment in the same years, to the minute. */
export const anyInstant: fc.Arbitrary<Instant> = fc
  .tuple(anyDate, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([date, hour, minute]) =>
    instantAt(date, `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`),
  );

/** A run of one to twelve days that are all of one kind: holidays of nine days happen, weekends lie inside. */
const anyRun = fc.record({
  offset: fc.integer({ min: 0, max: LAST_OFFSET }),
  length: fc.integer({ min: 1, max: 12 }),
  kind: fc.constantFrom('holiday', 'holiday', 'makeUpDay', 'workday', 'weekend'),
});

/** Up to three changes of working hours. */
const anyHours = fc.uniqueArray(
  fc.record({
    offset: fc.integer({ min: 0, max: LAST_OFFSET }),
    startsAt: fc.constantFrom('08:00', '08:30', '09:00', '09:30'),
    endsAt: fc.constantFrom('17:00', '17:30', '18:00', '18:30'),
  }),
  { maxLength: 3, selector: ({ offset }) => offset },
);

/** A calendar with up to sixty runs of exceptions strewn over six years, and some of the years published. */
export const anyCalendar: fc.Arbitrary<WorkCalendar> = fc
  .record({
    runs: fc.array(anyRun, { maxLength: 60 }),
    publishedYears: fc.subarray([2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]),
    hours: anyHours,
  })
  .map(({ runs, publishedYears, hours }) =>
    workCalendar({
      exceptions: runs.flatMap(({ offset, length, kind }) =>
        Array.from({ length }, (_, n): CalendarException => ({
          date: addDays(FIRST_DAY, offset + n),
          kind,
          name: `name of ${kind}`,
        })),
      ),
      publishedYears,
      laterHours: hours.map(({ offset, startsAt, endsAt }) => ({ from: addDays(FIRST_DAY, offset), startsAt, endsAt })),
    }),
  );

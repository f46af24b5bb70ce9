import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';
import { addDays, dateOf, instantAt, minutesOf, weekdayOf, yearOf } from './plain-date.js';
import type { Instant, PlainDate, TimeOfDay } from './plain-date.js';

/** What a day is. Work is done on a `workday` and on a `makeUpDay` (调休上班: a weekend day worked in return for a holiday). */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUpDay';

/**
 * A day that is not what its weekday says, with the reason people know it by (春节, 春节调休上班). A coordinator who
 * amends a day back stores it as `workday` or `weekend`.
 */
export interface CalendarException {
  readonly date: PlainDate;
  readonly kind: DayKind;
  readonly name: string;
}

/** Other working hours from a day on (winter hours, say). */
export interface WorkHours {
  readonly from: PlainDate;
  readonly startsAt: TimeOfDay;
  readonly endsAt: TimeOfDay;
}

/** A district's working time. Days without an exception are Monday to Friday work, Saturday and Sunday rest. */
export interface WorkCalendar {
  readonly exceptions: ReadonlyMap<PlainDate, CalendarException>;
  /** Years whose notice the State Council has published; dates in other years are provisional. */
  readonly publishedYears: ReadonlySet<number>;
  /** The hours before the first of `laterHours`. Ask `workStartsOn` and `workEndsOn` for those of a day. */
  readonly firstHours: Omit<WorkHours, 'from'>;
  /** In order of their days, no day twice. */
  readonly laterHours: readonly WorkHours[];
}

/** A search for a workday gives up after so many days: a calendar without workdays is a mistake, not a long wait. */
export const MAX_DAYS_WALKED = 10_000;

/** Builds a calendar from stored days. When a day is listed twice, the later one holds (an amendment after the notice). */
export function workCalendar(parts: {
  exceptions: Iterable<CalendarException>;
  publishedYears: Iterable<number>;
  workStartsAt?: TimeOfDay;
  workEndsAt?: TimeOfDay;
  laterHours?: readonly WorkHours[];
}): WorkCalendar {
  const exceptions = new Map<PlainDate, CalendarException>();
  for (const exception of parts.exceptions) exceptions.set(exception.date, exception);
  return {
    exceptions,
    publishedYears: new Set(parts.publishedYears),
    firstHours: { startsAt: parts.workStartsAt ?? '09:00', endsAt: parts.workEndsAt ?? '18:00' },
    laterHours: (parts.laterHours ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1)),
  };
}

/** When work starts on that day, if it is a workday. */
export function workStartsOn(calendar: WorkCalendar, date: PlainDate): Instant {
  return instantAt(date, hoursOn(calendar, date).startsAt);
}

/** When work ends on that day, if it is a workday; deadlines end then. */
export function workEndsOn(calendar: WorkCalendar, date: PlainDate): Instant {
  return instantAt(date, hoursOn(calendar, date).endsAt);
}

function hoursOn({ firstHours, laterHours }: WorkCalendar, date: PlainDate): Omit<WorkHours, 'from'> {
  return laterHours.findLast(({ from }) => from <= date) ?? firstHours;
}

/** An hour of work at least: less is taken for a slip of the pen. */
const SHORTEST_DAY_MINUTES = 60;

/** Whether such hours can be worked. Refusal: `calendar.hours_too_short` (also an end before the start), naming the field. */
export function validateWorkHours({ startsAt, endsAt }: Omit<WorkHours, 'from'>): Result<null> {
  if (minutesOf(endsAt) - minutesOf(startsAt) < SHORTEST_DAY_MINUTES)
    return refuse('calendar.hours_too_short', { field: 'definition.endsAt', startsAt, endsAt });
  return ok(null);
}

export function dayKindOf(calendar: WorkCalendar, date: PlainDate): DayKind {
  const exception = calendar.exceptions.get(date);
  if (exception !== undefined) return exception.kind;
  return weekdayOf(date) <= 5 ? 'workday' : 'weekend';
}

export function isWorkday(calendar: WorkCalendar, date: PlainDate): boolean {
  const kind = dayKindOf(calendar, date);
  return kind === 'workday' || kind === 'makeUpDay';
}

/** Workdays from `start` to `end` (exclusive); 0 when `end` is not after `start`. */
export function workdaysBetween(calendar: WorkCalendar, start: PlainDate, end: PlainDate): number {
  let count = 0;
  for (let date = start; date < end; date = addDays(date, 1)) if (isWorkday(calendar, date)) count += 1;
  return count;
}

/**
 * The `workdays`-th workday after `date`, `date` itself not counted; before it when negative; `date` itself, workday or
 * not, when 0. Throws a RangeError for a number that is not whole, or when 10,000 days do not hold so many workdays.
 */
export function addWorkdays(calendar: WorkCalendar, date: PlainDate, workdays: number): PlainDate {
  if (!Number.isInteger(workdays)) throw new RangeError(`Not a number of workdays: ${workdays}`);
  const step = workdays < 0 ? -1 : 1;
  let at = date;
  let walked = 0;
  for (let left = Math.abs(workdays); left > 0;) {
    if (walked === MAX_DAYS_WALKED) throw new RangeError(`No ${workdays} workdays in the ${walked} days from ${date}.`);
    at = addDays(at, step);
    walked += 1;
    if (isWorkday(calendar, at)) left -= 1;
  }
  return at;
}

export function nextWorkday(calendar: WorkCalendar, date: PlainDate): PlainDate {
  return addWorkdays(calendar, date, 1);
}

export function previousWorkday(calendar: WorkCalendar, date: PlainDate): PlainDate {
  return addWorkdays(calendar, date, -1);
}

export function sameOrNextWorkday(calendar: WorkCalendar, date: PlainDate): PlainDate {
  return isWorkday(calendar, date) ? date : nextWorkday(calendar, date);
}

/**
 * Whether a result that rests on these days (both inclusive) may still change because a year among them has no published
 * notice. The last days of a December can also be moved by the next year's notice (31 December 2022 was, by that for
 * 2023); they are not called provisional for it, the recount at publication says what moved.
 */
export function isProvisional(calendar: WorkCalendar, start: PlainDate, end: PlainDate): boolean {
  for (let year = yearOf(start); year <= yearOf(end); year += 1) if (!calendar.publishedYears.has(year)) return true;
  return false;
}

/** Whether people are at work: a workday, from the start of work up to, and not including, its end. */
export function isWorkingTime(calendar: WorkCalendar, instant: Instant): boolean {
  const date = dateOf(instant);
  return isWorkday(calendar, date) && instant >= workStartsOn(calendar, date) && instant < workEndsOn(calendar, date);
}

/** The moment itself when it is working time; otherwise the next start of work. */
export function nextWorkingMoment(calendar: WorkCalendar, instant: Instant): Instant {
  if (isWorkingTime(calendar, instant)) return instant;
  const today = dateOf(instant);
  const startToday = workStartsOn(calendar, today);
  if (isWorkday(calendar, today) && instant < startToday) return startToday;
  return workStartsOn(calendar, nextWorkday(calendar, today));
}

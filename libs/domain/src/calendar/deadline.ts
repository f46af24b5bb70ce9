import { addDays, dateOf } from './plain-date.js';
import type { Instant, PlainDate } from './plain-date.js';
import { MAX_DAYS_WALKED, dayKindOf, isProvisional, workEndsOn } from './work-calendar.js';
import type { DayKind, WorkCalendar } from './work-calendar.js';

/** The longest clock there is, about ten years of workdays. Callers refuse a longer one before they ask. */
export const MAX_DEADLINE_WORKDAYS = 2_500;

/** Whole days during which a clock stands still; `until` is exclusive. */
export interface Pause {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** Why a day did or did not count. A rest day inside a pause keeps its own reason: the pause took nothing from it. */
export type DayReason = 'dayOfStart' | DayKind | 'paused';

/** One day of the account: `ordinal` says which counted day it is, from 1; `null` when it does not count. */
export interface DayCount {
  readonly date: PlainDate;
  readonly counted: boolean;
  readonly ordinal: number | null;
  readonly reason: DayReason;
  /** The name of the holiday or make-up day, or what a coordinator called the amended day. */
  readonly name?: string;
}

/** `due` is the last day; `dueAt` the end of work on it; `days` the account from the day of start to `due`, no day left out. */
export interface Deadline {
  readonly due: PlainDate;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly days: readonly DayCount[];
}

const isPaused = (pauses: readonly Pause[], date: PlainDate): boolean =>
  pauses.some((pause) => pause.from <= date && date < pause.until);

/**
 * When a clock of `workdays` that starts at `from` runs out. The day of start is listed but never counted, at whatever
 * hour it was and whatever day it is; a paused workday is not counted; due is the end of work on the last counted day.
 * No workdays at all means the end of work on the day of start (which may lie before `from`).
 *
 * Throws a RangeError for a number of workdays that is not whole or not in 0 to 2,500, and when 10,000 days do not hold
 * them (a pause of decades, a calendar without workdays).
 */
export function dueAt(
  calendar: WorkCalendar,
  from: Instant,
  workdays: number,
  pauses: readonly Pause[] = [],
): Deadline {
  if (!Number.isInteger(workdays) || workdays < 0 || workdays > MAX_DEADLINE_WORKDAYS) {
    throw new RangeError(`A deadline takes 0 to ${MAX_DEADLINE_WORKDAYS} workdays, not ${workdays}.`);
  }
  const start = dateOf(from);
  const days: DayCount[] = [
    { date: start, counted: false, ordinal: null, reason: 'dayOfStart', ...nameOf(calendar, start) },
  ];
  let due = start;
  for (let counted = 0; counted < workdays;) {
    if (days.length > MAX_DAYS_WALKED) throw new RangeError(`No ${workdays} countable days after ${start}.`);
    due = addDays(due, 1);
    const day = dayCount(calendar, due, pauses, counted);
    if (day.counted) counted += 1;
    days.push(day);
  }
  return { due, dueAt: workEndsOn(calendar, due), provisional: isProvisional(calendar, start, due), days };
}

/**
 * The account of a clock whose last day is given, not counted out: a meeting decided by when. Counted are the workdays after
 * the day of start, `due` included; a `due` on or before the day of start gives the day of start alone. `due` should be a
 * workday: a rest day ends the account uncounted. Throws a RangeError beyond 10,000 days.
 */
export function accountUntil(
  calendar: WorkCalendar,
  from: Instant,
  due: PlainDate,
  pauses: readonly Pause[] = [],
): Deadline {
  const start = dateOf(from);
  const days: DayCount[] = [
    { date: start, counted: false, ordinal: null, reason: 'dayOfStart', ...nameOf(calendar, start) },
  ];
  let counted = 0;
  for (let date = addDays(start, 1); date <= due; date = addDays(date, 1)) {
    if (days.length > MAX_DAYS_WALKED) throw new RangeError(`${due} is too far from ${start}.`);
    const day = dayCount(calendar, date, pauses, counted);
    if (day.counted) counted += 1;
    days.push(day);
  }
  return { due, dueAt: workEndsOn(calendar, due), provisional: isProvisional(calendar, start, due), days };
}

function dayCount(calendar: WorkCalendar, date: PlainDate, pauses: readonly Pause[], before: number): DayCount {
  const kind = dayKindOf(calendar, date);
  const worked = kind === 'workday' || kind === 'makeUpDay';
  const paused = worked && isPaused(pauses, date);
  const counted = worked && !paused;
  return {
    date,
    counted,
    ordinal: counted ? before + 1 : null,
    reason: paused ? 'paused' : kind,
    ...nameOf(calendar, date),
  };
}

function nameOf(calendar: WorkCalendar, date: PlainDate): { name?: string } {
  const exception = calendar.exceptions.get(date);
  return exception === undefined ? {} : { name: exception.name };
}

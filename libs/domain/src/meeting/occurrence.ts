import {
  addDays,
  addWorkdays,
  dateOf,
  instantAt,
  isProvisional,
  MAX_DAYS_WALKED,
  plainDate,
  previousWorkday,
  sameOrNextWorkday,
  weekdayOf,
  yearOf,
} from '../calendar/index.js';
import type { Instant, PlainDate, WorkCalendar } from '../calendar/index.js';
import { timesOn } from './series.js';
import type { LeadTime, MeetingRule, Occurrence } from './series.js';

/** How far ahead one look for the next open meeting reaches before it looks further. */
const LOOK_AHEAD_DAYS = 35;

/**
 * The meetings of a series held from `from` to `to`, both inclusive, in order; none when `to` lies before `from`.
 *
 * The nominal day comes every week on the series' weekday, from a change of the rule on by the changed one. One that is no workday moves to the next workday, and meetings
 * that land on one day become one. Numbers depend on the year only, so the cost is that of the days from the first of
 * January before `from`, however long ago the series began.
 */
export function occurrences(rule: MeetingRule, calendar: WorkCalendar, from: PlainDate, to: PlainDate): Occurrence[] {
  const numberFrom = plainDate(`${yearOf(from)}-01-01`);
  const found: Occurrence[] = [];
  let year = 0;
  let number = 0;
  for (const [on, nominalDays] of nominalDaysByDayHeld(rule, calendar, numberFrom, to)) {
    number = yearOf(on) === year ? number + 1 : 1;
    year = yearOf(on);
    if (on >= from) found.push(occurrence(rule, calendar, on, number, nominalDays));
  }
  return found;
}

/** The meeting of the series held on that day, if there is one. */
export function occurrenceOn(rule: MeetingRule, calendar: WorkCalendar, on: PlainDate): Occurrence | undefined {
  return occurrences(rule, calendar, on, on)[0];
}

/**
 * The first meeting that still takes what is filed at `at`: filed at the very moment of the cut-off is in time.
 * Throws a RangeError when there is none in 10,000 days.
 */
export function nextOccurrenceOpenAt(rule: MeetingRule, calendar: WorkCalendar, at: Instant): Occurrence {
  const today = dateOf(at);
  // A cut-off never comes after its meeting, so no meeting before today is still open.
  const first = today > rule.beganOn ? today : rule.beganOn;
  for (let ahead = 0; ahead < MAX_DAYS_WALKED; ahead += LOOK_AHEAD_DAYS) {
    const from = addDays(first, ahead);
    const open = occurrences(rule, calendar, from, addDays(from, LOOK_AHEAD_DAYS - 1)).find(
      (meeting) => meeting.cutOffAt >= at,
    );
    if (open !== undefined) return open;
  }
  throw new RangeError(`No meeting in the ${MAX_DAYS_WALKED} days from ${first}.`);
}

/** The days held from `from` to `to`, in order, each with the nominal days it serves. */
function nominalDaysByDayHeld(
  rule: MeetingRule,
  calendar: WorkCalendar,
  from: PlainDate,
  to: PlainDate,
): Map<PlainDate, PlainDate[]> {
  const byDayHeld = new Map<PlainDate, PlainDate[]>();
  // A nominal day is held on `from` or later exactly when no workday lies from it up to, and not including, `from`.
  const earliest = addDays(previousWorkday(calendar, from), 1);
  const calledOff = new Set(rule.calledOff);
  for (const nominal of nominalDaysFrom(rule, earliest, to)) {
    if (calledOff.has(nominal)) continue;
    const on = sameOrNextWorkday(calendar, nominal);
    if (on > to) break;
    const together = byDayHeld.get(on);
    if (together === undefined) byDayHeld.set(on, [nominal]);
    else together.push(nominal);
  }
  return byDayHeld;
}

/** The nominal days from `from` to `to`, in order: of each stretch of the rule the days of its weekday. */
function* nominalDaysFrom(rule: MeetingRule, from: PlainDate, to: PlainDate): Generator<PlainDate> {
  const stretches = [{ from: rule.beganOn, weekday: rule.weekday }, ...(rule.changes ?? [])];
  for (const [index, stretch] of stretches.entries()) {
    const next = stretches[index + 1];
    const start = stretch.from > from ? stretch.from : from;
    let nominal = addDays(start, (stretch.weekday - weekdayOf(start) + 7) % 7);
    for (; nominal <= to && (next === undefined || nominal < next.from); nominal = addDays(nominal, 7)) yield nominal;
  }
}

function occurrence(
  rule: MeetingRule,
  calendar: WorkCalendar,
  on: PlainDate,
  number: number,
  nominalDays: readonly PlainDate[],
): Occurrence {
  const firstNominal = nominalDays[0] ?? on;
  // Of several that became one, the last says when: where the rule changed between them, that is the newer one.
  const times = timesOn(rule, nominalDays.at(-1) ?? on);
  const cutOffAt = before(calendar, on, times.cutOff);
  const cutOffDay = dateOf(cutOffAt);
  return {
    number,
    year: yearOf(on),
    on,
    startsAt: instantAt(on, times.startsAt),
    cutOffAt,
    approvalDueAt: before(calendar, on, times.approval),
    movedFrom: firstNominal === on ? null : firstNominal,
    nominalDays,
    provisional: isProvisional(calendar, cutOffDay < firstNominal ? cutOffDay : firstNominal, on),
  };
}

/** On a day that is a workday, so that T-0 is the day itself and T-1 the workday before it. */
function before(calendar: WorkCalendar, on: PlainDate, lead: LeadTime): Instant {
  return instantAt(addWorkdays(calendar, on, -lead.workdaysBefore), lead.at);
}

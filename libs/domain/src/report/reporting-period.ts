import {
  addDays,
  isWorkday,
  monthContaining,
  spansOf,
  weekContaining,
  workEndsOn,
  type Instant,
  type PlainDate,
  type Span,
  type WorkCalendar,
} from '../calendar/index.js';

/**
 * What one report is about: the days of one week that lie in one month, `[start, end)`. An ordinary week is one of them; a
 * week that straddles a month's end is two, each with its own due day, so that the month can close on real figures. A
 * boundary of ten-day periods inside a month makes two spans, hence two figures, in one report.
 */
export interface ReportingPeriod {
  readonly weekStart: PlainDate;
  readonly start: PlainDate;
  readonly end: PlainDate;
}

export function reportingPeriodContaining(date: PlainDate): ReportingPeriod {
  const [week, month] = [weekContaining(date), monthContaining(date)];
  return {
    weekStart: week.start,
    start: week.start > month.start ? week.start : month.start,
    end: week.end < month.end ? week.end : month.end,
  };
}

/** One, or two when the week straddles a month's end. */
export function reportingPeriodsOf(weekStart: PlainDate): ReportingPeriod[] {
  return reportingPeriodsFrom(weekContaining(weekStart).start, weekContaining(weekStart).end);
}

/** Every reporting period that lies at least partly in [from, to), in order. */
export function reportingPeriodsFrom(from: PlainDate, to: PlainDate): ReportingPeriod[] {
  const periods: ReportingPeriod[] = [];
  for (let at = from; at < to;) {
    const period = reportingPeriodContaining(at);
    periods.push(period);
    at = period.end;
  }
  return periods;
}

export function spansOfReport(period: ReportingPeriod): Span[] {
  return spansOf(period.start, period.end);
}

/**
 * The last workday of the days reported: of the week, or before the month's end where the week straddles it. Null when no
 * day of them is worked (a holiday week): then there is nothing to ask for, and nothing is late.
 *
 * @example Monday 2023-02-27 to Tuesday 02-28 → Tuesday 02-28; its other part, from 03-01, → Friday 03-03
 * @example the week of 2026-02-23, whose Saturday is a make-up day → Saturday 02-28
 */
export function reportDueOn({ start, end }: ReportingPeriod, calendar: WorkCalendar): PlainDate | null {
  for (let date = addDays(end, -1); date >= start; date = addDays(date, -1)) if (isWorkday(calendar, date)) return date;
  return null;
}

/** The end of work on the due day. */
export function reportDueAt(period: ReportingPeriod, calendar: WorkCalendar): Instant | null {
  const due = reportDueOn(period, calendar);
  return due === null ? null : workEndsOn(calendar, due);
}

/** The newest report whose due moment is not after `now`; null when none was due in the ninety days before. */
export function lastReportDue(
  now: Instant,
  today: PlainDate,
  calendar: WorkCalendar,
): { readonly period: ReportingPeriod; readonly dueAt: Instant } | null {
  let period = reportingPeriodContaining(today);
  for (const oldest = addDays(today, -90); period.end > oldest;) {
    const dueAt = reportDueAt(period, calendar);
    if (dueAt !== null && dueAt <= now) return { period, dueAt };
    period = reportingPeriodContaining(addDays(period.start, -1));
  }
  return null;
}

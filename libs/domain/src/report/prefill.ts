import {
  allocate,
  spansOf,
  weekContaining,
  workdaysBetween,
  type PlainDate,
  type WorkCalendar,
} from '../calendar/index.js';

/** What was invested in one span, whole yuan. */
export interface SpanFigure {
  readonly start: PlainDate;
  readonly amount: number;
}

/**
 * The last week's total laid onto the spans of the week at `weekStart` by workdays, to start from: at a boundary of ten-day
 * periods or months the figures are split there. They add up to the total. A holiday week, or a total below zero (a
 * correction is not a habit), starts from nothing.
 *
 * @example 500 onto the week of 2023-02-27 → 200 for 02-27, 300 for 03-01
 */
export function prefilledFigures(weekStart: PlainDate, lastTotal: number, calendar: WorkCalendar): SpanFigure[] {
  const week = weekContaining(weekStart);
  const spans = spansOf(week.start, week.end);
  const workdays = spans.map(({ start, end }) => workdaysBetween(calendar, start, end));
  const none = lastTotal <= 0 || workdays.every((count) => count === 0);
  const shares = none ? spans.map(() => 0) : allocate(lastTotal, workdays);
  return spans.map(({ start }, n) => ({ start, amount: shares[n]! }));
}

import {
  allocate,
  daysBetween,
  monthOf,
  plainDate,
  spanContaining,
  spansOf,
  workdaysBetween,
  yearOf,
} from '../calendar/index.js';
import type { PlainDate, Span, WorkCalendar } from '../calendar/index.js';

/** A span with what a plan is laid by. */
export interface GridSpan extends Span {
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 4. */
  readonly quarter: number;
  readonly workdays: number;
  readonly days: number;
}

/** The spans of a year, in order: 60 to 65 of them, each wholly inside one month. */
export function yearGrid(calendar: WorkCalendar, year: number): GridSpan[] {
  return gridOf(calendar, plainDate(`${year}-01-01`), plainDate(`${year + 1}-01-01`));
}

/** The spans from `start` to `end` (exclusive), neither of which may cut through one. */
export function gridOf(calendar: WorkCalendar, start: PlainDate, end: PlainDate): GridSpan[] {
  return spansOf(start, end).map((span) => ({
    ...span,
    month: monthOf(span.start),
    quarter: Math.ceil(monthOf(span.start) / 3),
    workdays: workdaysBetween(calendar, span.start, span.end),
    days: daysBetween(span.start, span.end),
  }));
}

/** The first day of the first span that begins on the day or after it: a span is never split. */
export function firstSpanFrom(date: PlainDate): PlainDate {
  const span = spanContaining(date);
  return span.start === date ? date : span.end;
}

/** Whether a span begins on the day. */
export const isSpanStart = (date: PlainDate): boolean => spanContaining(date).start === date;

/**
 * Lays an amount onto spans by their workdays, largest remainder, to the yuan; by their days where none of them has a
 * workday, so that nothing is lost in a week of holidays. Throws a RangeError for an amount and no span.
 *
 * Week 2026-09-28, 300 → 300 in September, 0 in October (holidays); week 2023-02-27, 500 → 200 and 300.
 */
export function layOnSpans(amount: number, spans: readonly GridSpan[]): number[] {
  const weights = spans.map(({ workdays }) => workdays);
  return allocate(amount, weights.some((weight) => weight > 0) ? weights : spans.map(({ days }) => days));
}

/** Splits a week's, or any period's, figure over its spans by workdays: how a report that straddles a boundary is prefilled. */
export function splitByWorkdays(
  calendar: WorkCalendar,
  period: { readonly start: PlainDate; readonly end: PlainDate },
  amount: number,
): { start: PlainDate; end: PlainDate; amount: number }[] {
  const grid = gridOf(calendar, period.start, period.end);
  const shares = layOnSpans(amount, grid);
  return grid.map(({ start, end }, index) => ({ start, end, amount: shares[index]! }));
}

/** The year a span belongs to: none lies in two. */
export const yearOfSpan = (span: Span): number => yearOf(span.start);

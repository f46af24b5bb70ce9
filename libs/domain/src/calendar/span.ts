import { tenDayContaining, weekContaining } from './period.js';
import type { PlainDate } from './plain-date.js';

/**
 * The atom of all figures: the run of days that share one week and one ten-day period, one to seven days long. Weeks do
 * not nest in ten-day periods, months or years, but every period of every kind is a union of whole spans; so a figure
 * kept per span adds up exactly at every level. `end` is exclusive.
 */
export interface Span {
  readonly start: PlainDate;
  readonly end: PlainDate;
}

export function spanContaining(date: PlainDate): Span {
  const week = weekContaining(date);
  const tenDay = tenDayContaining(date);
  return {
    start: week.start > tenDay.start ? week.start : tenDay.start,
    end: week.end < tenDay.end ? week.end : tenDay.end,
  };
}

/**
 * The spans from `start` to `end` (exclusive), in order. For a period these are exactly its spans. Throws a RangeError
 * when either edge cuts through a span: a figure is never split after the fact.
 */
export function spansOf(start: PlainDate, end: PlainDate): Span[] {
  const spans: Span[] = [];
  for (let at = start; at < end;) {
    const span = spanContaining(at);
    if (span.start !== at || span.end > end) {
      throw new RangeError(`${start} to ${end} cuts through the span of ${span.start} to ${span.end}.`);
    }
    spans.push(span);
    at = span.end;
  }
  return spans;
}

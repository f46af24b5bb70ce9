import { ok, refuse, type Result } from '../refusal.js';
import { addDays, weekdayOf, type PlainDate } from './plain-date.js';
import type { DayKind } from './work-calendar.js';

/** How far back and ahead a day may be amended: clocks that still run reach no further. */
export const AMENDABLE_DAYS = 800;

/**
 * Whether a day may be made what the coordinator says. Monday to Friday is a workday or a holiday; Saturday and Sunday are
 * a weekend, a holiday or a make-up day. A day of the past may still be amended (a storm closed every office): clocks that
 * still run are counted anew, those that have ended stay as they were judged.
 *
 * Refusals, naming the field: `calendar.kind_does_not_fit` (`kind`, `weekday`), `calendar.too_far` (`date`).
 */
export function amendable(date: PlainDate, kind: DayKind, today: PlainDate): Result<null> {
  const weekday = weekdayOf(date);
  const fits = weekday <= 5 ? kind === 'workday' || kind === 'holiday' : kind !== 'workday';
  if (!fits) return refuse('calendar.kind_does_not_fit', { field: 'kind', weekday });
  if (date < addDays(today, -AMENDABLE_DAYS) || date > addDays(today, AMENDABLE_DAYS))
    return refuse('calendar.too_far', { field: 'date', days: AMENDABLE_DAYS });
  return ok(null);
}

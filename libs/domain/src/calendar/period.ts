import { addDays, dayOfMonth, firstOfMonth, monthOf, weekdayOf, yearOf } from './plain-date.js';
import type { PlainDate } from './plain-date.js';

/** The five links of the guarantee chain: 周 旬 月 季 年. */
export type PeriodKind = 'week' | 'tenDay' | 'month' | 'quarter' | 'year';

/** A stretch of whole days. `end` is exclusive: the first day that no longer belongs to it. */
export interface Period {
  readonly kind: PeriodKind;
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** From the shortest to the longest: the order in which each guarantees the next. */
export const PERIOD_KINDS: readonly PeriodKind[] = ['week', 'tenDay', 'month', 'quarter', 'year'];

/** Monday to Sunday. */
export function weekContaining(date: PlainDate): Period {
  const start = addDays(date, 1 - weekdayOf(date));
  return { kind: 'week', start, end: addDays(start, 7) };
}

/** 旬: 1–10, 11–20, 21 to the end of the month. The last one has 8 to 11 days. */
export function tenDayContaining(date: PlainDate): Period {
  const first = firstOfMonth(yearOf(date), monthOf(date));
  const day = dayOfMonth(date);
  if (day <= 10) return { kind: 'tenDay', start: first, end: addDays(first, 10) };
  if (day <= 20) return { kind: 'tenDay', start: addDays(first, 10), end: addDays(first, 20) };
  return { kind: 'tenDay', start: addDays(first, 20), end: firstOfMonth(yearOf(date), monthOf(date) + 1) };
}

export function monthContaining(date: PlainDate): Period {
  const [year, month] = [yearOf(date), monthOf(date)];
  return { kind: 'month', start: firstOfMonth(year, month), end: firstOfMonth(year, month + 1) };
}

export function quarterContaining(date: PlainDate): Period {
  const year = yearOf(date);
  const firstMonth = Math.floor((monthOf(date) - 1) / 3) * 3 + 1;
  return { kind: 'quarter', start: firstOfMonth(year, firstMonth), end: firstOfMonth(year, firstMonth + 3) };
}

export function yearContaining(date: PlainDate): Period {
  const year = yearOf(date);
  return { kind: 'year', start: firstOfMonth(year, 1), end: firstOfMonth(year, 13) };
}

/** The five periods in which a day lies. */
export function periodsContaining(date: PlainDate): Record<PeriodKind, Period> {
  return {
    week: weekContaining(date),
    tenDay: tenDayContaining(date),
    month: monthContaining(date),
    quarter: quarterContaining(date),
    year: yearContaining(date),
  };
}

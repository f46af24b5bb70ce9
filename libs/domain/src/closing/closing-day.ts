import {
  addDays,
  PERIOD_KINDS,
  periodsContaining,
  sameOrNextWorkday,
  type Period,
  type PeriodKind,
  type PlainDate,
  type WorkCalendar,
} from '../calendar/index.js';

/**
 * The day on which a period is closed, before work begins: the first workday after its last day. Until then a late report
 * still counts; afterwards a figure changes by a correction only.
 *
 * @example the week of Monday 2023-02-20 → Monday 02-27; September 2026 → Thursday 10-08, after the National Day holidays
 */
export function closesOn({ end }: Pick<Period, 'end'>, calendar: WorkCalendar): PlainDate {
  return sameOrNextWorkday(calendar, end);
}

/** For each kind the first day that is in no closed period yet. */
export type ClosedTo = Readonly<Record<PeriodKind, PlainDate>>;

/**
 * Every period to be closed on or before `today`, oldest first: by the day it closes, then by its end, then the shorter
 * before the longer, as each guarantees the next. After downtime this is all that was missed.
 */
export function periodsToClose(closedTo: ClosedTo, today: PlainDate, calendar: WorkCalendar): Period[] {
  const due = PERIOD_KINDS.flatMap((kind) => {
    const periods: (Period & { readonly on: PlainDate })[] = [];
    for (let period = periodsContaining(closedTo[kind])[kind]; period.end <= today;) {
      const on = closesOn(period, calendar);
      if (on > today) break;
      periods.push({ ...period, on });
      period = periodsContaining(period.end)[kind];
    }
    return periods;
  });
  const rank = (kind: PeriodKind) => PERIOD_KINDS.indexOf(kind);
  return due
    .toSorted((a, b) => compare(a.on, b.on) || compare(a.end, b.end) || rank(a.kind) - rank(b.kind))
    .map(({ kind, start, end }) => ({ kind, start, end }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The link a shortfall rolls up to: the next longer period that holds the last day of this one. Null for the year, which
 * nothing encloses.
 */
export function enclosing(period: Period): Period | null {
  const kind = PERIOD_KINDS[PERIOD_KINDS.indexOf(period.kind) + 1];
  return kind === undefined ? null : periodsContaining(addDays(period.end, -1))[kind];
}

/**
 * Where a shortfall can still be made up from a day on: the shortest longer period that holds the last day of this one and
 * has workdays left then. Null when the year is over with it.
 *
 * @example the first week of a ten-day period → that ten-day period; the week that ends with the month → the quarter
 */
export function makesGoodIn(period: Period, calendar: WorkCalendar, from: PlainDate = period.end): Period | null {
  const next = sameOrNextWorkday(calendar, from);
  const longer = PERIOD_KINDS.slice(PERIOD_KINDS.indexOf(period.kind) + 1);
  const around = periodsContaining(addDays(period.end, -1));
  return longer.map((kind) => around[kind]).find(({ end }) => next < end) ?? null;
}

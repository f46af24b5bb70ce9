import { addDays, instantAt, periodsContaining } from '#domain/calendar/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import type { DuePeriod, PeriodicWork } from './handlers.decorators.js';

/** The period of the work's kind in which the day lies. */
export function periodOn(work: PeriodicWork, date: PlainDate): DuePeriod {
  return work.period === 'day'
    ? { kind: 'day', start: date, end: addDays(date, 1) }
    : periodsContaining(date)[work.period];
}

/** The moment at which the work for that period is to be done. */
export function momentOf(work: PeriodicWork, period: DuePeriod): Instant {
  return instantAt(period.start, work.at);
}

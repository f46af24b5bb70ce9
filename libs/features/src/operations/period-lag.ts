import { addDays, type Instant, type PlainDate } from '#domain/calendar/index.js';
import { momentOf, periodOn, type PeriodicWork, type PeriodRow } from '#jobs/index.js';

export interface PeriodLag {
  /** First day of the last period that is done. */
  readonly upTo: PlainDate | null;
  /** Periods whose moment has come and that are not done, the one under way included. */
  readonly behind: number;
  /** The moment of the oldest of them. */
  readonly dueSince: Instant | null;
}

/** A year of days: beyond it the figure says nothing more. */
const COUNTED_UP_TO = 400;

/**
 * How far a periodic work has come by `now`. `since` is the day the district was set up: before it nothing is owed.
 *
 * A daily work at 03:30 whose last run is of the 1st is behind by 1 at 09:00 on the 2nd, and by none at 03:00.
 */
export function periodLag(
  work: PeriodicWork,
  last: Pick<PeriodRow, 'periodStart' | 'finishedAt'> | undefined,
  since: PlainDate,
  now: Instant,
): PeriodLag {
  const done = last?.finishedAt != null;
  const upTo = last === undefined ? null : done ? last.periodStart : before(work, last.periodStart, since);
  let next = last === undefined ? periodOn(work, since) : periodOn(work, last.periodStart);
  if (done) next = periodOn(work, next.end);
  let behind = 0;
  let dueSince: Instant | null = null;
  for (
    let period = next;
    behind < COUNTED_UP_TO && momentOf(work, period) <= now;
    period = periodOn(work, period.end)
  ) {
    dueSince ??= momentOf(work, period);
    behind++;
  }
  return { upTo, behind, dueSince };
}

function before(work: PeriodicWork, start: PlainDate, since: PlainDate): PlainDate | null {
  const earlier = periodOn(work, addDays(start, -1)).start;
  return earlier < periodOn(work, since).start ? null : earlier;
}

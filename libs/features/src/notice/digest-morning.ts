import {
  dateOf,
  isWorkday,
  nextWorkday,
  workStartsOn,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';

const minuteMs = 60_000;

/** Alarms set for the start of work ring a little after it; what they tell still belongs to this morning. */
const stillThisMorningMs = 3 * minuteMs;

/** Later than the above, so that the transactions of the morning's alarms have committed. */
const gatheredAfterMs = 5 * minuteMs;

/** One morning's digest: the start of work it is for, and when it is gathered and sent. */
export interface DigestMorning {
  readonly date: PlainDate;
  readonly startsAt: Instant;
  readonly gatheredAt: Instant;
}

/** The morning whose digest tells what comes up at `now`: today's until just after the start of work, else the next. */
export function digestMorning(calendar: WorkCalendar, now: Instant): DigestMorning {
  const today = dateOf(now);
  const inTime = now <= workStartsOn(calendar, today) + stillThisMorningMs;
  const date = inTime && isWorkday(calendar, today) ? today : nextWorkday(calendar, today);
  return morningOf(calendar, date);
}

/** The morning of a workday. */
export function morningOf(calendar: WorkCalendar, date: PlainDate): DigestMorning {
  const startsAt = workStartsOn(calendar, date);
  return { date, startsAt, gatheredAt: (startsAt + gatheredAfterMs) as Instant };
}

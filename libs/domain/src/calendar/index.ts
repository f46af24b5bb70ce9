export type { Instant, PlainDate, TimeOfDay, Weekday } from './plain-date.js';
export {
  addDays,
  dateOf,
  dayOfMonth,
  daysBetween,
  firstOfMonth,
  formatInstant,
  instantAt,
  minutesOf,
  monthOf,
  parseInstant,
  parsePlainDate,
  plainDate,
  weekdayOf,
  yearOf,
} from './plain-date.js';
export type { Period, PeriodKind } from './period.js';
export {
  PERIOD_KINDS,
  monthContaining,
  periodsContaining,
  quarterContaining,
  tenDayContaining,
  weekContaining,
  yearContaining,
} from './period.js';
export type { Span } from './span.js';
export { spanContaining, spansOf } from './span.js';
export type { CalendarException, DayKind, WorkCalendar, WorkHours } from './work-calendar.js';
export {
  MAX_DAYS_WALKED,
  addWorkdays,
  dayKindOf,
  isProvisional,
  isWorkday,
  isWorkingTime,
  nextWorkday,
  nextWorkingMoment,
  previousWorkday,
  sameOrNextWorkday,
  validateWorkHours,
  workCalendar,
  workEndsOn,
  workStartsOn,
  workdaysBetween,
} from './work-calendar.js';
export { AMENDABLE_DAYS, amendable } from './amendment.js';
export type { DayCount, DayReason, Deadline, Pause } from './deadline.js';
export { MAX_DEADLINE_WORKDAYS, accountUntil, dueAt } from './deadline.js';
export { englishHolidayName, publishedCalendar, publishedExceptions, publishedYears } from './published-calendar.js';
export { allocate } from './allocate.js';
export type { AccountLanguage } from './describe-deadline.js';
export { accountLine } from './describe-deadline.js';

import chineseDays from 'chinese-days';
import { addDays, plainDate, yearOf } from './plain-date.js';
import type { PlainDate } from './plain-date.js';
import { workCalendar } from './work-calendar.js';
import type { CalendarException, WorkCalendar } from './work-calendar.js';

/**
 * The State Council's yearly notices (国务院办公厅关于部分节假日安排的通知), as the package `chinese-days` keeps them. Years
 * before the first offered one are in the package too, but have not been checked against the notices; the spec beside
 * this file holds an independent table of those that are offered.
 */
const FIRST_OFFERED_YEAR = 2020;

/** The package shortens three names; the notices do not. */
const FULL_NAMES: Readonly<Record<string, string>> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

const ENGLISH_NAMES: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Tomb-sweeping Day',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-autumn Festival',
  国庆节: 'National Day',
};

/**
 * What the notices fix for a day; `undefined` when it is what its weekday says.
 *
 * The package must be asked with the bare date. On machines west of Greenwich it files its days, and reads a bare date,
 * one day early, so the two errors cancel; its weekdays and the date it answers are wrong there and are not used.
 */
function exceptionOn(date: PlainDate): CalendarException | undefined {
  const detail = chineseDays.getDayDetail(date);
  // A day that a notice names reads `Spring Festival,春节,3`; every other day reads `Thursday`.
  const shortName = detail.name.split(',')[1];
  if (shortName === undefined) return undefined;
  const holiday = FULL_NAMES[shortName] ?? shortName;
  return detail.work
    ? { date, kind: 'makeUpDay', name: `${holiday}调休上班` }
    : { date, kind: 'holiday', name: holiday };
}

/** Whether the package holds a year's notice: no notice leaves the first of October out. */
function hasNotice(year: number): boolean {
  return exceptionOn(plainDate(`${year}-10-01`))?.kind === 'holiday';
}

function offeredYears(): number[] {
  const years: number[] = [];
  for (let year = FIRST_OFFERED_YEAR; hasNotice(year); year += 1) years.push(year);
  return years;
}

/** The years whose notice is known, in order. */
export const publishedYears: readonly number[] = offeredYears();

/**
 * The holidays and make-up days that lie in a year, in order; none for a year without a notice. The notice for a year
 * may also fix days at the end of the year before (2022-12-31, by the notice for 2023): these are listed under the year
 * they lie in, so whoever loads a new year loads the one before it again.
 */
export function publishedExceptions(year: number): CalendarException[] {
  if (!publishedYears.includes(year)) return [];
  const exceptions: CalendarException[] = [];
  for (let date = plainDate(`${year}-01-01`); yearOf(date) === year; date = addDays(date, 1)) {
    const exception = exceptionOn(date);
    if (exception !== undefined) exceptions.push(exception);
  }
  return exceptions;
}

/** The calendar of a district that has amended nothing: all published years, working hours 09:00 to 18:00. */
export function publishedCalendar(): WorkCalendar {
  return workCalendar({ exceptions: publishedYears.flatMap(publishedExceptions), publishedYears });
}

/** A holiday's English name; `undefined` for a name the notices do not use. */
export function englishHolidayName(name: string): string | undefined {
  return ENGLISH_NAMES[name];
}

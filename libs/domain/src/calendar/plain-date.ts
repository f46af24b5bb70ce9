/**
 * Days and moments. Everything in Duban happens in one zone, Asia/Shanghai, which has been UTC+8 all year round since
 * 1992; so a moment becomes a day by adding eight hours, and no time-zone database is needed (nor trusted).
 */

declare const plainDateBrand: unique symbol;
declare const instantBrand: unique symbol;

/** A calendar day, `YYYY-MM-DD`, in Asia/Shanghai. Compares with `<` and `===` as text, in the order of time. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: true };

/** A time of day, `HH:MM`, from `00:00` to `23:59`. */
export type TimeOfDay = string;

/** 1 = Monday … 7 = Sunday, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const ZONE_OFFSET_MS = 8 * 60 * MINUTE_MS;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_PATTERN = /^([01]\d|2[0-3]):([0-5]\d)$/;
const INSTANT_PATTERN =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/;

const toEpochDay = (date: PlainDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;

/** Every PlainDate is made here or parsed below. Years beyond four digits would break comparison as text. */
function fromEpochDay(day: number): PlainDate {
  const text = new Date(day * DAY_MS).toISOString();
  if (!/^\d{4}-/.test(text)) throw new RangeError(`The day ${text} lies outside the years 0 to 9999.`);
  return text.slice(0, 10) as PlainDate;
}

/** The first moment of `date` in UTC, used to read an offset that is not +08:00. */
const startOfDayUtc = (date: PlainDate): number => toEpochDay(date) * DAY_MS;

/** Reads `YYYY-MM-DD` in the years 1900 to 2199; anything else, and a day that doesn't exist, is `undefined`. */
export function parsePlainDate(text: string): PlainDate | undefined {
  const match = DATE_PATTERN.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  const candidate = text as PlainDate;
  const day = toEpochDay(candidate);
  // `2026-02-30` rolls over to March, so it does not come back as it went in.
  return fromEpochDay(day) === candidate ? candidate : undefined;
}

/** For literals in code and tests. Throws a RangeError where `parsePlainDate` says `undefined`. */
export function plainDate(text: string): PlainDate {
  const date = parsePlainDate(text);
  if (date === undefined) throw new RangeError(`Not a day: ${text}`);
  return date;
}

/** The day `days` later; earlier when negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** How many days from `start` to `end`; negative when `end` is earlier. */
export function daysBetween(start: PlainDate, end: PlainDate): number {
  return toEpochDay(end) - toEpochDay(start);
}

export function weekdayOf(date: PlainDate): Weekday {
  // 1970-01-01 was a Thursday.
  return (((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4));
}

/** 1 to 12. */
export function monthOf(date: PlainDate): number {
  return Number(date.slice(5, 7));
}

/** 1 to 31. */
export function dayOfMonth(date: PlainDate): number {
  return Number(date.slice(8, 10));
}

/** The day `year`-`month`-01; `month` may run past 12 into the next year. */
export function firstOfMonth(year: number, month: number): PlainDate {
  return fromEpochDay(Date.UTC(year, month - 1, 1) / DAY_MS);
}

/** Minutes since midnight. Throws a RangeError for anything but `HH:MM`. */
export function minutesOf(time: TimeOfDay): number {
  const match = TIME_PATTERN.exec(time);
  if (match === null) throw new RangeError(`Not a time of day: ${time}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** The moment it is `time` on `date` in Asia/Shanghai. */
export function instantAt(date: PlainDate, time: TimeOfDay): Instant {
  return (startOfDayUtc(date) - ZONE_OFFSET_MS + minutesOf(time) * MINUTE_MS) as Instant;
}

/** The day in Asia/Shanghai on which the moment falls. */
export function dateOf(instant: Instant): PlainDate {
  return fromEpochDay(Math.floor((instant + ZONE_OFFSET_MS) / DAY_MS));
}

/**
 * Reads an ISO 8601 moment that says its offset (`Z` or `±HH:MM`); seconds and fractions may be left out, digits beyond
 * milliseconds are cut off. A moment without an offset is `undefined`: nobody may guess what was meant.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT_PATTERN.exec(text);
  if (match === null) return undefined;
  const [, day = '', hour, minute, second = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  const date = parsePlainDate(day);
  if (date === undefined) return undefined;
  const timeMs =
    (Number(hour) * 60 + Number(minute)) * MINUTE_MS +
    Number(second) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3));
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * MINUTE_MS * (sign === '-' ? -1 : 1);
  return (startOfDayUtc(date) + timeMs - offsetMs) as Instant;
}

/** `2026-02-25T18:00:00+08:00`; milliseconds are written only when there are any. */
export function formatInstant(instant: Instant): string {
  const local = new Date(instant + ZONE_OFFSET_MS).toISOString();
  return `${local.slice(0, 19)}${instant % 1000 === 0 ? '' : local.slice(19, 23)}+08:00`;
}

import { customType, uuid } from 'drizzle-orm/pg-core';
import type { Instant, PlainDate } from '#domain/calendar/plain-date.js';

/** A moment: `timestamptz` in Postgres, milliseconds since the epoch in the code. */
export const instant = customType<{ data: Instant; driverData: string | Date }>({
  dataType: () => 'timestamptz',
  toDriver: (value) => new Date(value).toISOString(),
  fromDriver: (value) => (typeof value === 'string' ? Date.parse(isoText(value)) : value.getTime()) as Instant,
});

/** Postgres prints `2026-02-25 10:00:00.123+00`; `Date.parse` is only specified for the ISO form. */
function isoText(postgresText: string): string {
  return postgresText.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

/** A day of the district's calendar, `YYYY-MM-DD` in Postgres and in the code. */
export const plainDate = customType<{ data: PlainDate; driverData: string }>({
  dataType: () => 'date',
  fromDriver: (value) => value as PlainDate,
});

/** First in every primary and foreign key: no row can refer to another district's (DESIGN §6.5). */
export const districtId = () => uuid('district_id').notNull();

import { publishedExceptions, publishedYears } from '#domain/calendar/index.js';
import type { calendarDay, calendarYear } from '#db/schema/index.js';
import { stableId } from './stable-id.js';

/** 示范区, the demo district: the figures of facts.md are met exactly, everything else is invented. */
export const demoDistrict = {
  districtId: stableId('district', 'demo'),
  code: 'demo',
  name: '示范区',
  nameEn: 'Demo District',
} as const;

/** Stories that stand in January 2022 began the year before. */
const FIRST_YEAR = 2021;

/** The notices as a district loads them. */
export function calendarRows(): {
  days: Omit<typeof calendarDay.$inferInsert, 'districtId'>[];
  years: Omit<typeof calendarYear.$inferInsert, 'districtId'>[];
} {
  const years = publishedYears.filter((year) => year >= FIRST_YEAR);
  return {
    days: years.flatMap(publishedExceptions).map((day) => ({ ...day, source: 'notice' as const })),
    years: years.map((year) => ({ year })),
  };
}

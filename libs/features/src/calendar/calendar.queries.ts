import { eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { calendarDay, calendarYear, district } from '#db/schema/index.js';
import { workCalendar, type WorkCalendar } from '#domain/calendar/index.js';

/** The district's working calendar as it stands in this transaction: notices, amendments, working hours. */
export async function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  const [hours] = await tx.sql
    .select({ workStartsAt: district.workStartsAt, workEndsAt: district.workEndsAt })
    .from(district)
    .where(eq(district.districtId, tx.districtId));
  const exceptions = await tx.sql
    .select({ date: calendarDay.date, kind: calendarDay.kind, name: calendarDay.name })
    .from(calendarDay)
    .where(eq(calendarDay.districtId, tx.districtId))
    .orderBy(calendarDay.date);
  const years = await tx.sql
    .select({ year: calendarYear.year })
    .from(calendarYear)
    .where(eq(calendarYear.districtId, tx.districtId));
  return workCalendar({ exceptions, publishedYears: years.map(({ year }) => year), ...hours });
}

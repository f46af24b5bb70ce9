import { eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { calendarDay, calendarYear } from '#db/schema/index.js';
import { dateOf, workCalendar, type WorkCalendar, type WorkHours } from '#domain/calendar/index.js';
import { policyVersions } from '#features/policy/index.js';
import { workingHours } from './working-hours.policy.js';

/** The district's working calendar as it stands in this transaction: notices, amendments, working hours. */
export async function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  const { first, later } = await hoursOf(tx);
  const exceptions = await tx.sql
    .select({ date: calendarDay.date, kind: calendarDay.kind, name: calendarDay.name })
    .from(calendarDay)
    .where(eq(calendarDay.districtId, tx.districtId))
    .orderBy(calendarDay.date);
  const years = await tx.sql
    .select({ year: calendarYear.year })
    .from(calendarYear)
    .where(eq(calendarYear.districtId, tx.districtId));
  return workCalendar({ exceptions, publishedYears: years.map(({ year }) => year), ...first, laterHours: later });
}

/** The hours a district set out with, and from which day others hold: a later version overtakes what it comes before. */
async function hoursOf(tx: Tx) {
  const [first, ...published] = (await policyVersions(tx, workingHours)).toReversed();
  const later = published.reduce<WorkHours[]>((hours, { definition, inForceFrom }) => {
    const from = dateOf(inForceFrom!);
    return [...hours.filter((each) => each.from < from), { from, ...definition }];
  }, []);
  return { first: { workStartsAt: first!.definition.startsAt, workEndsAt: first!.definition.endsAt }, later };
}

/**
 * The calendar for whoever counts a clock by it and writes the result: until this transaction ends nobody amends it. So
 * no deadline is counted by the old calendar after the recount of an amendment has passed it by.
 */
export async function calendarToCountBy(tx: Tx): Promise<WorkCalendar> {
  await tx.sql.execute(sql`select pg_advisory_xact_lock_shared(${CALENDAR_LOCK}, hashtext(${tx.districtId}))`);
  return loadCalendar(tx);
}

/** Waits for everybody who counts by the calendar, and keeps them waiting until this transaction ends. */
export async function lockCalendar(tx: Tx): Promise<void> {
  await tx.sql.execute(sql`select pg_advisory_xact_lock(${CALENDAR_LOCK}, hashtext(${tx.districtId}))`);
}

/** The first half of the advisory lock's key; the second is the district's. */
const CALENDAR_LOCK = 7_221;

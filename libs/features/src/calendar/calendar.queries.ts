import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { calendarDay, calendarYear, district } from '#db/schema/index.js';
import {
  dateOf,
  workCalendar,
  type CalendarException,
  type TimeOfDay,
  type WorkCalendar,
  type WorkHours,
} from '#domain/calendar/index.js';
import {
  readDefinitions,
  storedDefinitions,
  type DefinitionFrom,
  type StoredDefinition,
} from '#features/policy/index.js';
import { workingHours } from './working-hours.policy.js';

/**
 * The district's working calendar as it stands in this transaction: notices, amendments, working hours. Nearly every look
 * and act begins with it, so it is one query.
 */
export async function loadCalendar(tx: Tx): Promise<WorkCalendar> {
  const found = await tx.sql.execute<{
    startsAt: TimeOfDay;
    endsAt: TimeOfDay;
    publishedYears: number[];
    exceptions: CalendarException[];
    hours: StoredDefinition[];
  }>(sql`
    select work_starts_at as "startsAt", work_ends_at as "endsAt",
           array(select year from ${calendarYear} where district_id = ${tx.districtId}) as "publishedYears",
           (select coalesce(json_agg(json_build_object('date', date, 'kind', kind, 'name', name) order by date), '[]')
            from ${calendarDay} where district_id = ${tx.districtId}) as exceptions,
           ${storedDefinitions(tx, workingHours)} as hours
    from ${district} where district_id = ${tx.districtId}`);
  const { startsAt, endsAt, hours, ...days } = found.rows[0]!;
  const [first = { definition: { startsAt, endsAt } }, ...later] = readDefinitions(workingHours, hours);
  return workCalendar({
    ...days,
    workStartsAt: first.definition.startsAt,
    workEndsAt: first.definition.endsAt,
    laterHours: later.reduce<WorkHours[]>(overtake, []),
  });
}

/** A later version overtakes what it comes before. */
function overtake(
  hours: WorkHours[],
  { definition, inForceFrom }: DefinitionFrom<Omit<WorkHours, 'from'>>,
): WorkHours[] {
  const from = dateOf(inForceFrom);
  return [...hours.filter((each) => each.from < from), { from, ...definition }];
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

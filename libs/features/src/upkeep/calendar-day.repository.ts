import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { calendarDay, calendarYear, person } from '#db/schema/index.js';
import { plainDate, type CalendarException, type DayKind, type PlainDate } from '#domain/calendar/index.js';

export type CalendarDayRow = typeof calendarDay.$inferSelect;

export async function selectDay(tx: Tx, date: PlainDate): Promise<CalendarDayRow | undefined> {
  const [row] = await tx.sql
    .select()
    .from(calendarDay)
    .where(and(eq(calendarDay.districtId, tx.districtId), eq(calendarDay.date, date)));
  return row;
}

/** The day as amended; what the notice says of it is kept beside it, to return to. */
export async function amendDay(
  tx: Tx,
  date: PlainDate,
  amended: { kind: DayKind; name: string; reason: string; by: string },
): Promise<void> {
  const { kind, name, reason, by: amendedBy } = amended;
  const changed = { kind, name, reason, amendedBy, amendedAt: tx.now, source: 'amended' as const };
  await tx.sql
    .insert(calendarDay)
    .values({ districtId: tx.districtId, date, ...changed })
    .onConflictDoUpdate({
      target: [calendarDay.districtId, calendarDay.date],
      set: {
        ...changed,
        // A day amended twice still returns to the notice.
        noticeKind: sql`case when ${calendarDay.source} = 'notice' then ${calendarDay.kind} else ${calendarDay.noticeKind} end`,
        noticeName: sql`case when ${calendarDay.source} = 'notice' then ${calendarDay.name} else ${calendarDay.noticeName} end`,
      },
    });
}

/** The day as the notice has it again: as its holiday or make-up day, or as nothing out of the ordinary. */
export async function restoreDay(tx: Tx, row: CalendarDayRow): Promise<void> {
  const of = and(eq(calendarDay.districtId, tx.districtId), eq(calendarDay.date, row.date));
  if (row.noticeKind === null) {
    await tx.sql.delete(calendarDay).where(of);
    return;
  }
  const notice = { kind: row.noticeKind, name: row.noticeName ?? '', source: 'notice' as const };
  const none = { amendedBy: null, amendedAt: null, reason: null, noticeKind: null, noticeName: null };
  await tx.sql
    .update(calendarDay)
    .set({ ...notice, ...none })
    .where(of);
}

/** A year's notice, whole: its days replace those of an earlier notice, while amended days stay and return to it later. */
export async function publishYear(tx: Tx, year: number, days: readonly CalendarException[]): Promise<void> {
  const { first, next } = boundsOf(year);
  const ofYear = and(
    eq(calendarDay.districtId, tx.districtId),
    gte(calendarDay.date, first),
    lt(calendarDay.date, next),
  );
  await tx.sql.delete(calendarDay).where(and(ofYear, eq(calendarDay.source, 'notice')));
  await tx.sql.update(calendarDay).set({ noticeKind: null, noticeName: null }).where(ofYear);
  await tx.sql
    .insert(calendarDay)
    .values(days.map((day) => ({ ...day, districtId: tx.districtId, source: 'notice' as const })))
    .onConflictDoUpdate({
      target: [calendarDay.districtId, calendarDay.date],
      set: { noticeKind: sql`excluded.kind`, noticeName: sql`excluded.name` },
    });
  await tx.sql.insert(calendarYear).values({ districtId: tx.districtId, year }).onConflictDoNothing();
}

export async function selectAmendments(tx: Tx, year: number) {
  const { first, next } = boundsOf(year);
  const rows = await tx.sql
    .select({ day: calendarDay, by: person.name })
    .from(calendarDay)
    .innerJoin(person, and(eq(person.districtId, calendarDay.districtId), eq(person.personId, calendarDay.amendedBy)))
    .where(
      and(
        eq(calendarDay.districtId, tx.districtId),
        eq(calendarDay.source, 'amended'),
        gte(calendarDay.date, first),
        lt(calendarDay.date, next),
      ),
    )
    .orderBy(asc(calendarDay.date));
  return rows.map(({ day, by }) => ({
    date: day.date,
    kind: day.kind,
    name: day.name,
    reason: day.reason ?? '',
    at: day.amendedAt!,
    by: { id: day.amendedBy!, name: by },
  }));
}

const boundsOf = (year: number) => ({ first: plainDate(`${year}-01-01`), next: plainDate(`${year + 1}-01-01`) });

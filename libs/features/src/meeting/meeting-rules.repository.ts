import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { meetingSeries, person, personRole } from '#db/schema/index.js';
import type { PlainDate, Weekday } from '#domain/calendar/index.js';
import { changedFrom, timesOn, type LeadTime, type MeetingTimes } from '#domain/meeting/index.js';
import { allSeries } from './meeting.repository.js';
import { ruleOf, type SeriesRow } from './meeting.rows.js';

/** When, where and under whom one series meets. */
export interface SeriesRule {
  readonly seriesId: string;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly startsAt: string;
  readonly place: string;
  readonly placeEn: string;
  readonly chairId: string;
  readonly cutOff: LeadTime;
  readonly approval: LeadTime;
}

export interface MeetingRules {
  readonly series: readonly SeriesRule[];
}

/** The rules that the series' rows hold: what applies before a version was published. */
export async function startingMeetingRules(tx: Tx): Promise<MeetingRules> {
  return { series: (await allSeries(tx)).map(seriesRuleOf) };
}

function seriesRuleOf(row: SeriesRow): SeriesRule {
  const { seriesId, weekday, startsAt, place, placeEn, chairId } = row;
  const cutOff = { workdaysBefore: row.cutOffWorkdaysBefore, at: row.cutOffAt };
  const approval = { workdaysBefore: row.approvalWorkdaysBefore, at: row.approvalAt };
  return { seriesId, weekday, startsAt, place, placeEn, chairId, cutOff, approval };
}

/** Those of the persons who are active and may chair: leaders, principals and coordinators. */
export async function mayChair(tx: Tx, personIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql
    .selectDistinct({ personId: person.personId })
    .from(person)
    .innerJoin(personRole, and(eq(personRole.districtId, person.districtId), eq(personRole.personId, person.personId)))
    .where(
      and(
        eq(person.districtId, tx.districtId),
        eq(person.active, true),
        inArray(person.personId, [...personIds]),
        inArray(personRole.role, ['leader', 'principal', 'coordinator']),
      ),
    );
  return new Set(rows.map(({ personId }) => personId));
}

/** The times of every series for meetings from `from` on. A district has a handful of series: row by row. */
export async function settleSeriesRules(tx: Tx, { series }: MeetingRules, from: PlainDate): Promise<void> {
  for (const row of await allSeries(tx)) {
    const wanted = series.find(({ seriesId }) => seriesId === row.seriesId);
    if (!wanted) continue;
    const rule = changedFrom(ruleOf(row), timesOf(wanted), from);
    await tx.sql
      .update(meetingSeries)
      .set({ rule, version: sql`${meetingSeries.version} + 1` })
      .where(and(eq(meetingSeries.districtId, tx.districtId), eq(meetingSeries.seriesId, row.seriesId)));
  }
}

const timesOf = ({ weekday, startsAt, cutOff, approval }: SeriesRule): MeetingTimes => ({
  weekday: weekday as Weekday,
  startsAt,
  cutOff,
  approval,
});

/** What the rows show of each series, as it is on this day: times, place, chair. Answers how many rows that changed. */
export async function showSeriesRules(tx: Tx, { series }: MeetingRules, today: PlainDate): Promise<number> {
  let changed = 0;
  for (const row of await allSeries(tx)) {
    const rule = series.find(({ seriesId }) => seriesId === row.seriesId);
    if (!rule) continue;
    const { weekday, startsAt, cutOff, approval } = timesOn(ruleOf(row), today);
    const shown = {
      weekday,
      startsAt,
      place: rule.place,
      placeEn: rule.placeEn,
      chairId: rule.chairId,
      cutOffWorkdaysBefore: cutOff.workdaysBefore,
      cutOffAt: cutOff.at,
      approvalWorkdaysBefore: approval.workdaysBefore,
      approvalAt: approval.at,
    };
    const keys = Object.keys(shown) as (keyof typeof shown)[];
    if (keys.every((key) => row[key] === shown[key])) continue;
    await tx.sql
      .update(meetingSeries)
      .set({ ...shown, version: sql`${meetingSeries.version} + 1` })
      .where(and(eq(meetingSeries.districtId, tx.districtId), eq(meetingSeries.seriesId, row.seriesId)));
    changed += 1;
  }
  return changed;
}

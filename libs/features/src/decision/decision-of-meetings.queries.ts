import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { meeting, meetingSeries, unit } from '#db/schema/index.js';

/** The series of meetings and who chairs it, by meeting. */
export async function meetingsWithSeries(
  tx: Tx,
  meetingIds: readonly string[],
): Promise<Map<string, { seriesId: string; chairId: string }>> {
  const rows = await tx.sql
    .select({ meetingId: meeting.meetingId, seriesId: meetingSeries.seriesId, chairId: meetingSeries.chairId })
    .from(meeting)
    .innerJoin(
      meetingSeries,
      and(eq(meetingSeries.districtId, meeting.districtId), eq(meetingSeries.seriesId, meeting.seriesId)),
    )
    .where(and(eq(meeting.districtId, tx.districtId), inArray(meeting.meetingId, [...new Set(meetingIds)])));
  return new Map(rows.map(({ meetingId, ...rest }) => [meetingId, rest]));
}

/** Which of these are units that can work a decision off. */
export async function workingUnits(tx: Tx, unitIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql
    .select({ unitId: unit.unitId })
    .from(unit)
    .where(
      and(
        eq(unit.districtId, tx.districtId),
        inArray(unit.kind, ['office', 'department', 'coordination']),
        inArray(unit.unitId, [...new Set(unitIds)]),
      ),
    );
  return new Set(rows.map(({ unitId }) => unitId));
}

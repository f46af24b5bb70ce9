import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { weekReport, weekReportEntry, weekReportLine } from '#db/schema/index.js';
import type { ReportingPeriod } from '#domain/report/index.js';

export type ReportRow = typeof weekReport.$inferSelect;
export type LineRow = typeof weekReportLine.$inferSelect;
export type NewLine = Omit<typeof weekReportLine.$inferInsert, 'districtId' | 'reportId' | 'periodStart'>;
export type NewEntry = Omit<typeof weekReportEntry.$inferInsert, 'districtId' | 'entryId' | 'at'>;

type Start = ReportingPeriod['start'];

const reportOf = (tx: Tx, officeId: string, start: Start) =>
  and(eq(weekReport.districtId, tx.districtId), eq(weekReport.officeId, officeId), eq(weekReport.periodStart, start));

export async function selectReport(tx: Tx, officeId: string, start: Start): Promise<ReportRow | undefined> {
  const [row] = await tx.sql
    .select()
    .from(weekReport)
    .where(reportOf(tx, officeId, start));
  return row;
}

export async function lockReport(tx: Tx, officeId: string, start: Start): Promise<ReportRow | undefined> {
  const [row] = await tx.sql
    .select()
    .from(weekReport)
    .where(reportOf(tx, officeId, start))
    .for('update');
  return row;
}

/** Undefined when somebody else has begun the same report. */
export async function insertReport(
  tx: Tx,
  officeId: string,
  period: ReportingPeriod,
  state: ReportRow['state'],
): Promise<ReportRow | undefined> {
  const [row] = await tx.sql
    .insert(weekReport)
    .values({
      districtId: tx.districtId,
      reportId: newId(),
      officeId,
      weekStart: period.weekStart,
      periodStart: period.start,
      periodEnd: period.end,
      state,
      version: 0,
      createdAt: tx.now,
    })
    .onConflictDoNothing({ target: [weekReport.districtId, weekReport.officeId, weekReport.periodStart] })
    .returning();
  return row;
}

/** The locked report's next version, with what changed. */
export async function updateReport(
  tx: Tx,
  reportId: string,
  changed: Partial<Omit<ReportRow, 'districtId' | 'reportId' | 'version'>>,
): Promise<ReportRow> {
  const [row] = await tx.sql
    .update(weekReport)
    .set({ ...changed, version: sql`${weekReport.version} + 1` })
    .where(and(eq(weekReport.districtId, tx.districtId), eq(weekReport.reportId, reportId)))
    .returning();
  return row!;
}

export async function writeLines(tx: Tx, report: ReportRow, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  const { reportId, periodStart } = report;
  await tx.sql
    .insert(weekReportLine)
    .values(lines.map((line) => ({ ...line, districtId: tx.districtId, reportId, periodStart })))
    .onConflictDoUpdate({
      target: [weekReportLine.districtId, weekReportLine.reportId, weekReportLine.projectId],
      set: {
        unchanged: sql`excluded.unchanged`,
        figures: sql`excluded.figures`,
        progress: sql`excluded.progress`,
        nextWeek: sql`excluded.next_week`,
        obstacles: sql`excluded.obstacles`,
        milestones: sql`excluded.milestones`,
        reason: sql`excluded.reason`,
        writtenBy: sql`excluded.written_by`,
        writtenAt: sql`excluded.written_at`,
      },
    });
}

/** Of projects that are no longer the office's: their new office reports them. */
export async function dropLines(tx: Tx, reportId: string, projectIds: readonly string[]): Promise<void> {
  if (projectIds.length === 0) return;
  await tx.sql
    .delete(weekReportLine)
    .where(
      and(
        eq(weekReportLine.districtId, tx.districtId),
        eq(weekReportLine.reportId, reportId),
        inArray(weekReportLine.projectId, [...projectIds]),
      ),
    );
}

export async function selectLines(tx: Tx, reportId: string): Promise<LineRow[]> {
  return tx.sql
    .select()
    .from(weekReportLine)
    .where(and(eq(weekReportLine.districtId, tx.districtId), eq(weekReportLine.reportId, reportId)));
}

export async function addEntry(tx: Tx, entry: NewEntry): Promise<void> {
  await tx.sql.insert(weekReportEntry).values({ ...entry, districtId: tx.districtId, entryId: newId(), at: tx.now });
}

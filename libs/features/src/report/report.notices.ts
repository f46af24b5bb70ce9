import type { Tx } from '#db/database.js';
import { formatInstant, type Instant, type PeriodKind, type PlainDate } from '#domain/calendar/index.js';
import type { ReportingPeriod } from '#domain/report/index.js';
import { raiseNotices } from '#features/notice/index.js';
import type { ReportRow } from './report.repository.js';

/** Told to the office whose report came back. */
export async function tellOfReturn(tx: Tx, report: ReportRow, reason: string): Promise<void> {
  await raiseNotices(tx, [
    {
      rule: 'report.returned',
      subjectKind: 'report',
      subjectId: report.reportId,
      period: `returned-v${report.version}`,
      recipients: [{ unit: report.officeId }],
      urgency: 'digest',
      args: { from: report.periodStart, until: report.periodEnd, reason },
    },
  ]);
}

/** A figure of a closed period was corrected: the coordinators hear of it. */
export async function tellOfCorrection(
  tx: Tx,
  of: {
    readonly report: ReportRow;
    readonly office: { readonly name: string; readonly nameEn: string };
    readonly project: { readonly name: string };
    readonly spanStart: PlainDate;
    readonly from: number;
    readonly to: number;
    readonly closed: readonly PeriodKind[];
    readonly reason: string;
  },
): Promise<void> {
  const { report, office, project, spanStart, from, to, reason } = of;
  await raiseNotices(tx, [
    {
      rule: 'report.corrected',
      subjectKind: 'report',
      subjectId: report.reportId,
      period: `corrected-v${report.version}`,
      recipients: [{ role: 'coordinator' }],
      urgency: 'digest',
      args: {
        office: office.name,
        officeEn: office.nameEn,
        project: project.name,
        on: spanStart,
        yuanFrom: from,
        yuanTo: to,
        reason,
      },
    },
  ]);
}

/** An office whose report is due today, or is missing since its due day. */
export interface WaitedFor {
  readonly officeId: string;
  readonly period: ReportingPeriod;
  readonly dueAt: Instant;
  readonly projects: number;
  readonly written: number;
}

/** Once per office, report and day; a later reminder replaces an earlier one that nobody was sent yet. */
export async function tellOfDue(
  tx: Tx,
  rule: 'report.due' | 'report.missing',
  waited: readonly WaitedFor[],
  today: PlainDate,
): Promise<void> {
  await raiseNotices(
    tx,
    waited.map(({ officeId, period, dueAt, projects, written }) => ({
      rule,
      subjectKind: 'report',
      subjectId: officeId,
      period: `${period.start} ${today}`,
      recipients: [{ unit: officeId }],
      urgency: 'digest' as const,
      args: {
        from: period.start,
        until: period.end,
        dueAt: formatInstant(dueAt),
        items: projects,
        left: projects - written,
      },
    })),
  );
}

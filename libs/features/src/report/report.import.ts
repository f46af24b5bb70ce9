import type { Tx } from '#db/database.js';
import { dateOf, type PlainDate } from '#domain/calendar/index.js';
import {
  afterAct,
  checkLines,
  reportingPeriodContaining,
  spansOfReport,
  type LineFault,
} from '#domain/report/index.js';
import type { Refusal } from '#domain/refusal.js';
import type { ReportLineBody } from './report.dto.js';
import { reportedProjects } from './report.queries.js';
import { lockReport, writeLines } from './report.repository.js';
import { finish, open, rowOf } from './report.service.js';

/** Some lines of one office's report, as a sheet brings them. */
export interface ImportedReport {
  readonly officeId: string;
  /** The day on which the report begins. */
  readonly start: PlainDate;
  readonly lines: readonly ReportLineBody[];
}

/** What is wrong with the lines, cell by cell as `write` would find it; or why the report takes none at all. */
export async function checkImportedReport(
  tx: Tx,
  { officeId, start, lines }: ImportedReport,
): Promise<{ readonly faults: readonly LineFault[] } | { readonly refusal: Refusal }> {
  const period = reportingPeriodContaining(start);
  const found = await lockReport(tx, officeId, period.start);
  const writable = afterAct(found?.state ?? 'draft', 'write');
  if (!writable.ok) return { refusal: writable.refusal };
  const projects = new Map((await reportedProjects(tx, officeId, period)).map((each) => [each.projectId, each]));
  return { faults: checkLines(lines, spansOfReport(period), projects, dateOf(tx.now)) };
}

/** Writes the lines into the draft, as `write` does; the office hands it in itself. They were checked in this transaction. */
export async function landImportedReport(tx: Tx, { officeId, start, lines }: ImportedReport): Promise<void> {
  const seen = (await lockReport(tx, officeId, start))?.version ?? 0;
  const opened = await open(tx, { officeId, start, seen }, 'write', 'report.write');
  await writeLines(
    tx,
    opened.report,
    lines.map((line) => rowOf(tx, opened.period, line)),
  );
  await finish(tx, opened, {}, 'report.write', { lines: lines.length });
}

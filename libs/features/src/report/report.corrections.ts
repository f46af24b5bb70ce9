import { Injectable } from '@nestjs/common';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { authorOf, type CommandContext } from '#domain/access/index.js';
import { dateOf, spanContaining } from '#domain/calendar/index.js';
import { checkLines, spansOfReport } from '#domain/report/index.js';
import { recordAudit } from '#features/audit/index.js';
import { setActuals } from '#features/progress/index.js';
import { InvalidRequestError, VersionConflictError } from '#platform/http/index.js';
import { officeToActOn, periodStarting, refuse } from './report.access.js';
import type { CorrectionBody, ReportStandingView } from './report.dto.js';
import { tellOfCorrection } from './report.notices.js';
import { closedKinds, enteredFigures, reportedProjects } from './report.queries.js';
import { addEntry, insertReport, lockReport, selectLines, updateReport } from './report.repository.js';
import type { Place } from './report.service.js';

/**
 * A figure that was handed in is not edited: a correction adds one more entry, with its reason, and the closed periods it
 * lies in stay as they were closed. Chain, lights and cards follow it.
 */
@Injectable()
export class ReportCorrections {
  constructor(private readonly database: Database) {}

  /** Refusals: `report.figure_not_reported`, `report.nothing_changes`, `request.invalid` with the wrong cell. */
  async correct(context: CommandContext, place: Place, body: CorrectionBody): Promise<ReportStandingView> {
    return this.database.transaction(context, async (tx) => {
      const { officeId, start, seen } = place;
      const period = periodStarting(start);
      const office = await officeToActOn(tx, 'report.write', officeId);
      const { projectId, spanStart, amount, reason } = body;
      const projects = await reportedProjects(tx, officeId, period);
      const project = projects.find((each) => each.projectId === projectId);
      if (!project) return refuse('report.project_unknown', { field: 'projectId' });
      const span = spansOfReport(period).find((each) => each.start === spanStart);
      if (!span) return refuse('report.span_unknown', { field: 'spanStart', begins: spanContaining(spanStart).start });
      const found = await lockReport(tx, officeId, start);
      if ((found?.version ?? 0) !== seen)
        throw new VersionConflictError('report', { version: found?.version ?? 0, state: found?.state ?? 'none' });
      if (found && (found.state === 'draft' || found.state === 'returned')) refuse('report.not_submitted');
      const others = await othersOfReport(tx, project.investedBefore, projectId, period, spanStart);
      assertPlausible({ ...body, totalInvestment: project.totalInvestment, others, today: dateOf(tx.now), span });
      const known = (await enteredFigures(tx, [projectId], span)).find((each) => each.start === spanStart);
      if (!known || known.actual === null) return refuse('report.figure_not_reported', { field: 'spanStart' });
      if (known.actual === amount) return refuse('report.nothing_changes', { field: 'amount' });
      // Figures can have come in without a report (from a ledger); what corrects them still needs one to stand in.
      const report = found ?? (await insertReport(tx, officeId, period, 'accepted'));
      if (!report) throw new VersionConflictError('report', { version: 1, state: 'draft' });
      await setActuals(tx, [{ projectId, spanStart, amount, kind: 'correction', reportId: report.reportId, reason }]);
      const closed = await closedKinds(tx, span.start, span.end);
      const detail = { spanStart, from: known.actual, to: amount, closed };
      const by = authorOf(tx.context);
      await addEntry(tx, { reportId: report.reportId, kind: 'corrected', byId: by, reason, projectId, detail });
      if (closed.length > 0) await tellOfCorrection(tx, { report, office, project, reason, ...detail });
      const after = await updateReport(tx, report.reportId, {});
      await announceChange(tx, { subject: 'report', id: after.reportId, version: after.version });
      await recordAudit(tx, [
        {
          action: 'report.correct',
          subjectKind: 'report',
          subjectId: after.reportId,
          detail: { projectId, reason, ...detail },
        },
      ]);
      const { reportId, state, version, late } = after;
      const written = (await selectLines(tx, reportId)).length;
      return { reportId, state, version, late, written, projects: projects.length };
    });
  }
}

/** Everything invested but for the span that is corrected. */
async function othersOfReport(
  tx: Tx,
  investedBefore: number,
  projectId: string,
  period: ReturnType<typeof periodStarting>,
  spanStart: string,
): Promise<number> {
  const ofReport = await enteredFigures(tx, [projectId], period);
  return ofReport
    .filter(({ start }) => start !== spanStart)
    .reduce((so, { actual }) => so + (actual ?? 0), investedBefore);
}

function assertPlausible(
  of: CorrectionBody & {
    readonly totalInvestment: number;
    readonly others: number;
    readonly today: ReturnType<typeof dateOf>;
    readonly span: ReturnType<typeof spanContaining>;
  },
): void {
  const { projectId, spanStart, amount, reason, totalInvestment, others, today, span } = of;
  const line = { projectId, reason, figures: [{ start: spanStart, amount }] };
  const facts = new Map([[projectId, { totalInvestment, investedBefore: others }]]);
  const faults = checkLines([line], [span], facts, today);
  if (faults.length > 0)
    throw new InvalidRequestError(faults.map(({ code }) => ({ field: 'amount', code, message: 'Not acceptable' })));
}

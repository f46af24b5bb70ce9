import type { Tx } from '#db/database.js';
import type { ReportingPeriod } from '#domain/report/index.js';
import { setActuals } from '#features/progress/index.js';
import { closedKinds, enteredFigures } from './report.queries.js';
import type { LineRow, ReportRow } from './report.repository.js';

/**
 * The report's figures become what counts. A figure that was in before its week was closed, and that a returned report now
 * changes, is a correction with the reason of the return: what a closed period rested on stays in the trail.
 */
export async function enterFigures(
  tx: Tx,
  report: ReportRow,
  period: ReportingPeriod,
  lines: readonly LineRow[],
): Promise<{ figures: number; corrections: number }> {
  const closed = (await closedKinds(tx, period.start, period.end)).length > 0;
  const ids = lines.map(({ projectId }) => projectId);
  const before = new Map(
    (await enteredFigures(tx, ids, period)).map((each) => [`${each.projectId} ${each.start}`, each.actual]),
  );
  const { reportId } = report;
  const rows = lines.flatMap(({ projectId, figures, reason }) =>
    figures.map(({ start: spanStart, amount }) => {
      const known = before.get(`${projectId} ${spanStart}`) ?? null;
      const corrects = closed && known !== null && known !== amount;
      const why = reason ?? (corrects ? report.returnReason : null);
      const kind = corrects && why !== null ? ('correction' as const) : ('report' as const);
      return { projectId, spanStart, amount, kind, reportId, reason: why };
    }),
  );
  const changed = await setActuals(tx, rows);
  return { figures: changed, corrections: rows.filter(({ kind }) => kind === 'correction').length };
}

import type { Tx } from '#db/database.js';
import type { PlainDate } from '#domain/calendar/index.js';
import type { ReportLineBody } from './report.dto.js';
import { milestonesOf } from './report.queries.js';

/** Milestones that are not the project's, are named twice, or were reached in the future. */
export async function checkMilestones(
  tx: Tx,
  lines: readonly ReportLineBody[],
  today: PlainDate,
): Promise<{ field: string; code: string }[]> {
  const named = lines.filter(({ milestones }) => milestones.length > 0);
  if (named.length === 0) return [];
  const ofProject = new Map(
    (
      await milestonesOf(
        tx,
        named.map(({ projectId }) => projectId),
      )
    ).map(({ id, projectId }) => [id, projectId]),
  );
  return lines.flatMap(({ projectId, milestones }, row) =>
    milestones.flatMap(({ id, reachedOn }, column) => {
      const field = `lines.${row}.milestones.${column}`;
      const twice = milestones.findIndex((each) => each.id === id) !== column;
      if (ofProject.get(id) !== projectId || twice) return [{ field: `${field}.id`, code: 'report.milestone_unknown' }];
      return reachedOn > today ? [{ field: `${field}.reachedOn`, code: 'report.milestone_in_future' }] : [];
    }),
  );
}

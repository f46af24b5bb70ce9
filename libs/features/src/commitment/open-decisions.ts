import type { z } from 'zod';
import type { Tx } from '#db/database.js';
import { openDecisionsOfProjects } from '#features/decision/index.js';
import type { openDecisionView } from './commitment.dto.js';

/** What meetings decided about these projects and is not struck off. */
export async function openDecisions(
  tx: Tx,
  projectIds: readonly string[],
): Promise<z.output<typeof openDecisionView>[]> {
  return (await openDecisionsOfProjects(tx, projectIds)).map(
    ({ id, number, text, status, project, leadUnit, dueAt, overdueAt }) => ({
      ...{ id, number, text, status, project, dueAt },
      leadUnit: leadUnit.name,
      overdue: overdueAt !== null || (status === 'open' && dueAt < tx.now),
    }),
  );
}

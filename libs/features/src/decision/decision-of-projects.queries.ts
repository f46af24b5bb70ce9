import { and, asc, inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { decision } from '#db/schema/index.js';
import { facts, type DecisionFacts } from './decision.queries.js';

/** Decisions about these projects that are still worked off or wait for their check, the longest due first. One query. */
export async function openDecisionsOfProjects(tx: Tx, projectIds: readonly string[]): Promise<DecisionFacts[]> {
  if (projectIds.length === 0) return [];
  return facts(
    tx,
    and(inArray(decision.projectId, [...new Set(projectIds)]), inArray(decision.status, ['open', 'claimed']))!,
    [asc(decision.dueAt), asc(decision.decisionId)],
  );
}

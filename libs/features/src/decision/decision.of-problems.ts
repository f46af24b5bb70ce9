import type { Tx } from '#db/database.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { loadForUpdate } from '#features/problem/index.js';
import { applyToLocked } from './decision.events.js';
import { decisionsAbout, lockDecisions } from './decision.repository.js';

/**
 * The decisions about a problem follow what it says now: claimed with it, struck off by its check, open again with it, or
 * no longer needed.
 */
export async function followProblem(tx: Tx, problemId: string): Promise<void> {
  const problems = await loadForUpdate(tx, [problemId]);
  const answering = problems.get(problemId)?.state.decision?.id;
  const calendar = await calendarToCountBy(tx);
  const about = await decisionsAbout(tx, [problemId], answering === undefined ? [] : [answering]);
  const decisionIds = about.map(({ decisionId }) => decisionId);
  const decisions = await lockDecisions(tx, decisionIds, problems);
  await applyToLocked(
    tx,
    { problems, decisions, calendar },
    decisionIds.map((decisionId) => ({ decisionId, event: { type: 'problemMoved' } })),
  );
}

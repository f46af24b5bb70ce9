import type { Tx } from '#db/database.js';
import type { Actor } from '#domain/access/index.js';
import { fileOnSite, ladderFor, type OnSite } from '#domain/ladder/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { policyInForce } from '#features/policy/index.js';
import type { ProjectParties } from '#features/project/index.js';
import { laddersPolicy } from './ladders.policy.js';
import type { StandingView } from './problem.dto.js';
import { filingOf, subjectOf, type ProblemFound } from './problem.filing.js';
import { recordFilings } from './problem.recording.js';
import { nextNumbers } from './problem.repository.js';
import { standingOf } from './problem.standing.js';

export interface FoundOnSite extends ProblemFound {
  readonly proceeding: OnSite['proceeding'];
}

/**
 * Files what was found on a visit, in the visit's own transaction: all of it or none. Whether the visitor may be there is
 * the caller's to have settled. Answers where each problem stands, in the order given.
 * Refusals: `policy.no_ladder`, and those of `fileOnSite`.
 */
export async function fileFoundOnSite(
  tx: Tx,
  by: Actor,
  project: ProjectParties,
  visit: Omit<OnSite, 'proceeding'>,
  found: readonly FoundOnSite[],
): Promise<StandingView[]> {
  if (found.length === 0) return [];
  const ladders = await policyInForce(tx, laddersPolicy);
  const calendar = await calendarToCountBy(tx);
  const filed = found.map((each) => {
    const ladder = ladderFor(ladders, each);
    if (!ladder) throw new RefusedError({ code: 'policy.no_ladder', args: {} });
    const onSite = { ...visit, proceeding: each.proceeding };
    return { ladder, decision: valueOf(fileOnSite(filingOf(by, project, each), onSite, ladder, calendar, tx.now)) };
  });
  const numbers = await nextNumbers(tx, found.length);
  await recordFilings(
    tx,
    filed.map(({ ladder, decision }, n) => ({
      subject: subjectOf(by, project, ladder, numbers[n]!, found[n]!),
      project,
      ladder,
      decisions: [decision],
      audit: [
        {
          action: 'problem.file',
          detail: { projectId: project.projectId, visitId: visit.visitId, way: found[n]!.proceeding.way },
        },
      ],
    })),
    calendar,
  );
  return filed.map(({ decision: { problem } }, n) => standingOf(problem, numbers[n]!));
}

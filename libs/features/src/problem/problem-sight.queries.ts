import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { problem, project } from '#db/schema/index.js';
import { scopeFor, type Scope } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';
import { problemsInScope } from './problem-scope.queries.js';

/** Those of the problems that a scope reaches. */
export async function problemsSeen(tx: Tx, scope: Scope, problemIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql
    .select({ id: problem.problemId })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .where(
      and(eq(problem.districtId, tx.districtId), inArray(problem.problemId, [...problemIds]), problemsInScope(scope)),
    );
  return new Set(rows.map(({ id }) => id));
}

export const problemSight: NoticeSight = {
  kind: 'problem',
  seen: (tx, reader, ids) => problemsSeen(tx, scopeFor(reader, 'problem.read'), ids),
};

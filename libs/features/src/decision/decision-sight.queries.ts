import { and, eq, inArray } from 'drizzle-orm';
import { decision, meetingSeries, problem, project } from '#db/schema/index.js';
import { scopeFor } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';
import { decisionsInScope } from './decision-scope.queries.js';

export const decisionSight: NoticeSight = {
  kind: 'decision',
  async seen(tx, reader, ids) {
    const rows = await tx.sql
      .select({ id: decision.decisionId })
      .from(decision)
      .innerJoin(
        meetingSeries,
        and(eq(meetingSeries.districtId, decision.districtId), eq(meetingSeries.seriesId, decision.seriesId)),
      )
      .leftJoin(project, and(eq(project.districtId, decision.districtId), eq(project.projectId, decision.projectId)))
      .leftJoin(problem, and(eq(problem.districtId, decision.districtId), eq(problem.problemId, decision.problemId)))
      .where(
        and(
          eq(decision.districtId, tx.districtId),
          inArray(decision.decisionId, [...ids]),
          decisionsInScope(scopeFor(reader, 'decision.read')),
        ),
      );
    return new Set(rows.map(({ id }) => id));
  },
};

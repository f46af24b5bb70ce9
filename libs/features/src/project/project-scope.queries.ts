import { and, eq, exists, isNull, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import type { Scope } from '#domain/access/index.js';
import { contract, project, projectDepartment } from '#db/schema/index.js';

/** Builds the inner queries of a condition; it never runs one. */
const inner = new QueryBuilder();

/** Joins a row of `project` in the outer query to its open contract, the one that names the assigned leader now. */
export function openContractOfProject(): SQL {
  return and(
    eq(contract.districtId, project.districtId),
    eq(contract.projectId, project.projectId),
    isNull(contract.toOn),
  ) as SQL;
}

/** Whether a project of the outer query is assigned to this leader now. */
export function projectOfLeader(leaderId: string): SQL {
  return exists(
    inner
      .select({ one: sql`1` })
      .from(contract)
      .where(and(openContractOfProject(), eq(contract.leaderId, leaderId))),
  );
}

/** Whether this department answers for a project of the outer query, leading or assisting. */
export function projectOfDepartment(departmentId: string): SQL {
  return exists(
    inner
      .select({ one: sql`1` })
      .from(projectDepartment)
      .where(
        and(
          eq(projectDepartment.districtId, project.districtId),
          eq(projectDepartment.projectId, project.projectId),
          eq(projectDepartment.departmentId, departmentId),
        ),
      ),
  );
}

/**
 * The projects that a scope reaches, as a condition on the table `project`, which the query that uses it must read from
 * or join. `within` is a union of its facts. `ownerId` is no fact of a project, so it opens none.
 */
export function projectsInScope(scope: Scope): SQL {
  switch (scope.kind) {
    case 'district':
      return sql`true`;
    case 'none':
      return sql`false`;
    case 'within': {
      const ways: SQL[] = [];
      if (scope.officeId !== undefined) ways.push(eq(project.officeId, scope.officeId));
      if (scope.companyId !== undefined) ways.push(eq(project.companyId, scope.companyId));
      if (scope.leaderId !== undefined) ways.push(projectOfLeader(scope.leaderId));
      for (const leaderId of scope.standInLeaderIds ?? []) ways.push(projectOfLeader(leaderId));
      if (scope.departmentId !== undefined) ways.push(projectOfDepartment(scope.departmentId));
      return or(...ways) ?? sql`false`;
    }
  }
}

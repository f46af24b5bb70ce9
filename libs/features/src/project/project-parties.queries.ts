import { and, eq, inArray, sql } from 'drizzle-orm';
import { contract, project, projectDepartment } from '#db/schema/index.js';
import type { Tx } from '#db/database.js';
import { openContractOfProject } from './project-scope.queries.js';

export type Line = 'construction' | 'investment' | 'urban' | 'livelihood';

/** Who answers for a project now: what a problem of it needs to know to find its way. */
export interface ProjectParties {
  readonly projectId: string;
  readonly code: string;
  readonly name: string;
  readonly line: Line;
  readonly officeId: string;
  readonly companyId: string;
  /** Person id of the assigned leader, by the open contract; null while nobody is assigned. */
  readonly leaderId: string | null;
  readonly leadDepartmentId: string | null;
  readonly assistingDepartmentIds: string[];
}

/** The parties of many projects in one query. A project that does not exist in the district is not in the map. */
export async function projectParties(tx: Tx, projectIds: readonly string[]): Promise<Map<string, ProjectParties>> {
  if (projectIds.length === 0) return new Map();
  const departments = (part: 'lead' | 'assisting') => sql`
    from ${projectDepartment}
    where ${projectDepartment.districtId} = ${project.districtId}
      and ${projectDepartment.projectId} = ${project.projectId}
      and ${projectDepartment.part} = ${part}`;
  const rows = await tx.sql
    .select({
      projectId: project.projectId,
      code: project.code,
      name: project.name,
      line: project.line,
      officeId: project.officeId,
      companyId: project.companyId,
      leaderId: contract.leaderId,
      leadDepartmentId: sql<string | null>`(select ${projectDepartment.departmentId} ${departments('lead')})`,
      assistingDepartmentIds: sql<string[]>`array(
        select ${projectDepartment.departmentId} ${departments('assisting')} order by ${projectDepartment.departmentId})`,
    })
    .from(project)
    .leftJoin(contract, openContractOfProject())
    .where(and(eq(project.districtId, tx.districtId), inArray(project.projectId, [...new Set(projectIds)])));
  return new Map(rows.map((row) => [row.projectId, row]));
}

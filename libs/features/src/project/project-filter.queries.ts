import { and, eq, ilike, or, type SQL } from 'drizzle-orm';
import { project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { ProjectsQuery } from './project.dto.js';
import { projectOfLeader, projectsInScope } from './project-scope.queries.js';

/** The projects of a scope that a list is narrowed to, as a condition on the table `project`. */
export function projectsThat(scope: Scope, filter: Omit<ProjectsQuery, 'cursor' | 'limit'>): SQL {
  const { level, field, platform, line, stage, officeId, companyId, leaderId, q } = filter;
  const pattern = q && `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return and(
    projectsInScope(scope),
    level && eq(project.level, level),
    field && eq(project.field, field),
    platform && eq(project.platform, platform),
    line && eq(project.line, line),
    stage && eq(project.stage, stage),
    officeId === undefined ? undefined : eq(project.officeId, officeId),
    companyId === undefined ? undefined : eq(project.companyId, companyId),
    leaderId === undefined ? undefined : projectOfLeader(leaderId),
    pattern === undefined ? undefined : or(ilike(project.name, pattern), ilike(project.code, pattern)),
  )!;
}

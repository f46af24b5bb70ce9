import { newId } from '#db/id.js';
import type { Actor } from '#domain/access/index.js';
import type { Filing, Ladder, Severity } from '#domain/ladder/index.js';
import type { ProjectParties } from '#features/project/index.js';
import type { Category, ProblemSubject } from './problem.rows.js';

/** What the filer says of a problem. */
export interface ProblemFound {
  readonly title: string;
  readonly description: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly leadDepartmentId?: string | null;
  readonly assistingDepartmentIds?: readonly string[];
}

/** A new problem of this project for the ladder to decide on. */
export function filingOf(by: Actor, project: ProjectParties, found: ProblemFound): Filing {
  return {
    id: newId(),
    by,
    severity: found.severity,
    projectId: project.projectId,
    projectOfficeId: project.officeId,
    filingOfficeId: project.officeId,
    leaderId: project.leaderId,
    leadDepartmentId: found.leadDepartmentId ?? null,
    assistingDepartmentIds: found.assistingDepartmentIds ?? [],
    responsibleDepartmentId: project.leadDepartmentId,
    companyId: project.companyId,
  };
}

/** What it is about, under the ladder that it is frozen into. */
export function subjectOf(
  by: Actor,
  project: ProjectParties,
  ladder: Ladder,
  number: string,
  { title, description, category }: ProblemFound,
): ProblemSubject {
  return {
    number,
    title,
    description,
    category,
    filingUnitId: by.unitId ?? by.companyId ?? project.companyId,
    ladderId: ladder.id,
    ladderVersion: ladder.version,
  };
}

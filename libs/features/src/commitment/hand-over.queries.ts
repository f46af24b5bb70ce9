import { and, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { person, problem, project, unit } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { problemsInScope } from '#features/problem/index.js';

const office = alias(unit, 'office');
const company = alias(unit, 'company');

/** The head of a sheet: the project with who builds it and where. */
export async function projectHead(tx: Tx, projectId: string) {
  const [row] = await tx.sql
    .select({
      ...{ id: project.projectId, code: project.code, name: project.name },
      ...{ office: office.name, company: company.name },
    })
    .from(project)
    .innerJoin(office, and(eq(office.districtId, project.districtId), eq(office.unitId, project.officeId)))
    .innerJoin(company, and(eq(company.districtId, project.districtId), eq(company.unitId, project.companyId)))
    .where(and(eq(project.districtId, tx.districtId), eq(project.projectId, projectId)));
  return row!;
}

export async function personById(tx: Tx, personId: string): Promise<{ id: string; name: string }> {
  const [row] = await tx.sql
    .select({ id: person.personId, name: person.name })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), eq(person.personId, personId)));
  return row!;
}

/** Which of these problems the scope reaches. */
export async function reachable(tx: Tx, problemIds: readonly string[], scope: Scope): Promise<Set<string>> {
  if (problemIds.length === 0) return new Set();
  const rows = await tx.sql
    .select({ id: problem.problemId })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .where(
      and(eq(problem.districtId, tx.districtId), inArray(problem.problemId, [...problemIds]), problemsInScope(scope)),
    );
  return new Set(rows.map(({ id }) => id));
}

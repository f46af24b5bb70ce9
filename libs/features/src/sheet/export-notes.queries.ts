import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, problem, project } from '#db/schema/index.js';
import { scopeFor, type Actor } from '#domain/access/index.js';
import { problemsInScope } from '#features/problem/index.js';
import { projectsInScope } from '#features/project/index.js';

interface Named extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
}

/**
 * What the ids among the filters are called. Units, leaders, series and meetings everybody may know of; projects and
 * problems those who reach them, other people those who read users or the audit trail.
 */
export async function namesOfFilters(
  tx: Tx,
  reader: Actor | undefined,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0 || !reader) return new Map();
  const wanted = sql`any(${sql.param([...ids])}::uuid[])`;
  const known = await tx.sql.execute<Named>(sql`
    select unit_id as id, name from unit where district_id = ${tx.districtId} and unit_id = ${wanted}
    union all
    select series_id, name from meeting_series where district_id = ${tx.districtId} and series_id = ${wanted}
    union all
    select m.meeting_id, '第' || m.number || '次' || s.name from meeting m
    join meeting_series s on s.district_id = m.district_id and s.series_id = m.series_id
    where m.district_id = ${tx.districtId} and m.meeting_id = ${wanted}`);
  const projects = await tx.sql
    .select({ id: project.projectId, name: project.name })
    .from(project)
    .where(
      and(
        eq(project.districtId, tx.districtId),
        inArray(project.projectId, [...ids]),
        projectsInScope(scopeFor(reader, 'project.read')),
      ),
    );
  const problems = await tx.sql
    .select({ id: problem.problemId, name: sql<string>`${problem.number} || ' ' || ${problem.title}` })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .where(
      and(
        eq(problem.districtId, tx.districtId),
        inArray(problem.problemId, [...ids]),
        problemsInScope(scopeFor(reader, 'problem.read')),
      ),
    );
  const people = await tx.sql
    .select({ id: person.personId, name: person.name })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), inArray(person.personId, [...ids]), personsKnownTo(reader)));
  return new Map([...known.rows, ...projects, ...problems, ...people].map(({ id, name }) => [id, name]));
}

function personsKnownTo(reader: Actor): SQL | undefined {
  const knowsAll = (['user.read', 'audit.read'] as const).some(
    (action) => scopeFor(reader, action).kind === 'district',
  );
  if (knowsAll) return undefined;
  return sql`exists (
    select 1 from person_role r
    where r.district_id = ${person.districtId} and r.person_id = ${person.personId} and r.role in ('leader', 'principal'))`;
}

export async function nameOfDistrict(tx: Tx): Promise<string> {
  const found = await tx.sql.execute<{ name: string }>(sql`
    select name from district where district_id = ${tx.districtId}`);
  return found.rows[0]?.name ?? '';
}

import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { contract, person, project, unit } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Bilingual } from '#domain/guarantee/index.js';
import { openContractOfProject, projectOfLeader, projectsInScope } from '#features/project/index.js';
import { wordsOf } from './group-words.js';
import type { ChainScope, Grouping } from './scope.js';

/** The projects of a chain's scope, as a condition on the table `project`; undefined for all of them. */
export function projectsOf(scope: ChainScope): SQL | undefined {
  switch (scope.kind) {
    case 'district':
      return undefined;
    case 'office':
      return eq(project.officeId, scope.id);
    case 'leader':
      return projectOfLeader(scope.id);
    case 'project':
      return eq(project.projectId, scope.id);
    case 'series':
      return eq(project.line, scope.line);
    case 'platform':
      return eq(project.platform, scope.platform);
    case 'field':
      return eq(project.field, scope.field);
    case 'level':
      return eq(project.level, scope.level);
  }
}

/** The same, within what the asker may see; undefined when that is the whole district. */
export function seenOf(scope: ChainScope, reach: Scope): SQL | undefined {
  return and(projectsOf(scope), reach.kind === 'district' ? undefined : projectsInScope(reach));
}

/** How many projects the scope has, and how many of them the asker may see. */
export async function countProjects(tx: Tx, scope: ChainScope, reach: Scope): Promise<{ all: number; seen: number }> {
  const [row] = await tx.sql
    .select({
      all: sql<number>`count(*)::int`,
      seen: sql<number>`(count(*) filter (where ${projectsInScope(reach)}))::int`,
    })
    .from(project)
    .where(and(eq(project.districtId, tx.districtId), projectsOf(scope)));
  return row!;
}

/** What the scope is called; undefined where there is no such unit, leader or project. */
export async function nameOfScope(tx: Tx, scope: ChainScope): Promise<Bilingual | undefined> {
  switch (scope.kind) {
    case 'district':
      return { zh: '全区', en: 'the district' };
    case 'office':
    case 'leader':
      return (await namesOf(tx, scope.kind, [scope.id])).get(scope.id);
    case 'project': {
      const [row] = await tx.sql
        .select({ name: project.name })
        .from(project)
        .where(and(eq(project.districtId, tx.districtId), eq(project.projectId, scope.id)));
      return row && { zh: row.name, en: row.name };
    }
    case 'series':
      return wordsOf('series', scope.line);
    case 'platform':
      return wordsOf('platform', scope.platform);
    case 'field':
      return wordsOf('field', scope.field);
    case 'level':
      return wordsOf('level', scope.level);
  }
}

/** What the keys of a grouping are called. Those of the ledger's words need no look. */
export async function namesOf(
  tx: Tx,
  by: Grouping | 'project',
  keys: readonly string[],
): Promise<Map<string, Bilingual>> {
  if (keys.length === 0) return new Map();
  const ids = sql`any(${sql.param([...keys])}::uuid[])`;
  switch (by) {
    case 'office': {
      const rows = await tx.sql
        .select({ id: unit.unitId, zh: unit.name, en: unit.nameEn })
        .from(unit)
        .where(and(eq(unit.districtId, tx.districtId), eq(unit.kind, 'office'), sql`${unit.unitId} = ${ids}`));
      return new Map(rows.map(({ id, ...name }) => [id, name]));
    }
    case 'leader': {
      const rows = await tx.sql
        .select({ id: person.personId, name: person.name })
        .from(person)
        .where(and(eq(person.districtId, tx.districtId), sql`${person.personId} = ${ids}`));
      return new Map(rows.map(({ id, name }) => [id, { zh: name, en: name }]));
    }
    case 'project': {
      const rows = await tx.sql
        .select({ id: project.projectId, name: project.name })
        .from(project)
        .where(and(eq(project.districtId, tx.districtId), sql`${project.projectId} = ${ids}`));
      return new Map(rows.map(({ id, name }) => [id, { zh: name, en: name }]));
    }
    default:
      return new Map(keys.map((key) => [key, wordsOf(by, key)]));
  }
}

/** What a project of the outer query is grouped by, as text; null where it has none. Leaders need `joinLeader`. */
export function keyOf(by: Grouping | 'project'): SQL {
  switch (by) {
    case 'level':
      return sql`${project.level}`;
    case 'field':
      return sql`${project.field}`;
    case 'platform':
      return sql`${project.platform}`;
    case 'series':
      return sql`${project.line}`;
    case 'office':
      return sql`${project.officeId}`;
    case 'leader':
      return sql`${contract.leaderId}`;
    case 'project':
      return sql`${project.projectId}`;
  }
}

/** Who answers for a project of the outer query now. */
export const joinLeader = (by: Grouping | 'project'): SQL =>
  by === 'leader' ? sql`left join ${contract} on ${openContractOfProject()}` : sql``;

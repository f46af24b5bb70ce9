import { eq, sql, type SQL } from 'drizzle-orm';
import { project } from '#db/schema/index.js';
import { projectsInScope } from '#features/project/index.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WORD = /^[a-zA-Z]{1,30}$/;

/** The projects of a scope as it is written in a query; undefined for all of them, null for what is no scope. */
export function projectsOfScope(text: string): SQL | undefined | null {
  if (text === 'district') return undefined;
  const [kind, value = '', ...more] = text.split(':');
  if (more.length > 0) return null;
  const id = UUID.test(value);
  if (kind === 'office') return id ? eq(project.officeId, value) : null;
  if (kind === 'project') return id ? eq(project.projectId, value) : null;
  if (kind === 'leader') return id ? projectsInScope({ kind: 'within', leaderId: value }) : null;
  if (!WORD.test(value)) return null;
  if (kind === 'series') return sql`${project.line} = ${value}`;
  if (kind === 'platform') return sql`${project.platform} = ${value}`;
  if (kind === 'field') return sql`${project.field} = ${value}`;
  if (kind === 'level') return sql`${project.level} = ${value}`;
  return null;
}

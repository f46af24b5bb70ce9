import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { problem, project } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import { dateOf, instantAt, weekContaining } from '#domain/calendar/index.js';
import type { RungNumber } from '#domain/ladder/index.js';
import { problemsInScope } from './problem-scope.queries.js';

/** What stands on one rung now. */
export interface RungCount {
  readonly rung: RungNumber;
  /** Not closed; those claimed done and not yet verified among them. */
  readonly open: number;
  /** Past their resolution clock. */
  readonly overdue: number;
  /** Came up to this rung since Monday. */
  readonly cameUp: number;
  /** Mean days that those open have stood on it, one decimal; null where there is none. */
  readonly meanDays: number | null;
}

const RUNGS = [1, 2, 3, 4, 5, 6] as const;

/** The open problems within the scope by the rung they stand on: one query over the index of open problems. */
export async function countByRung(tx: Tx, scope: Scope): Promise<RungCount[]> {
  const monday = new Date(instantAt(weekContaining(dateOf(tx.now)).start, '00:00')).toISOString();
  const now = new Date(tx.now).toISOString();
  const cameUp = sql`${problem.rungStartedAt} >= ${monday}
    and ${problem.passages} -> -1 ->> 'how' in ('expired', 'signedUp', 'skipped', 'thirdTime')`;
  const overdue = sql`${problem.status} = 'open' and ${problem.resolutionDueAt} < ${now}`;
  const rows = await tx.sql
    .select({
      rung: problem.rung,
      open: sql<number>`count(*)::int`,
      overdue: sql<number>`(count(*) filter (where ${overdue}))::int`,
      cameUp: sql<number>`(count(*) filter (where ${cameUp}))::int`,
      meanDays: sql<number>`round((avg(extract(epoch from ${now}::timestamptz - ${problem.rungStartedAt})) / 86400)::numeric, 1)::float8`,
    })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .where(and(eq(problem.districtId, tx.districtId), sql`${problem.closedAt} is null`, problemsInScope(scope)))
    .groupBy(problem.rung);
  const none = { open: 0, overdue: 0, cameUp: 0, meanDays: null };
  return RUNGS.map((rung) => ({ ...none, ...rows.find((row) => row.rung === rung), rung }));
}

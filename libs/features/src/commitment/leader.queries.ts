import { and, asc, desc, eq, exists, gte, isNull, or, sql } from 'drizzle-orm';
import { alias, QueryBuilder } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { contract, ladderPolicy, person, problem, project, visit } from '#db/schema/index.js';
import type { Scope } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import { problemsInScope } from '#features/problem/index.js';
import { openContractOfProject, projectsInScope } from '#features/project/index.js';

const inner = new QueryBuilder();
const outgoing = alias(person, 'outgoing');
const incoming = alias(person, 'incoming');
const ofProject = { id: project.projectId, code: project.code, name: project.name };

/** Leaders with a contract that runs within the scope, by name; at most `limit` after a key. */
export async function selectLeaders(
  tx: Tx,
  scope: Scope,
  page: { limit: number; after?: { name: string; personId: string } },
): Promise<{ id: string; name: string }[]> {
  const { after } = page;
  return tx.sql
    .select({ id: person.personId, name: person.name })
    .from(person)
    .where(
      and(
        eq(person.districtId, tx.districtId),
        exists(
          inner
            .select({ one: sql`1` })
            .from(contract)
            .innerJoin(
              project,
              and(eq(project.districtId, contract.districtId), eq(project.projectId, contract.projectId)),
            )
            .where(
              and(
                eq(contract.districtId, person.districtId),
                eq(contract.leaderId, person.personId),
                isNull(contract.toOn),
                projectsInScope(scope),
              ),
            ),
        ),
        after && sql`(${person.name}, ${person.personId}) > (${after.name}, ${after.personId})`,
      ),
    )
    .orderBy(asc(person.name), asc(person.personId))
    .limit(page.limit);
}

/** The person, if a leader or ever one: who has or had a contract, or holds the post. */
export async function selectLeader(tx: Tx, leaderId: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx.sql
    .select({ id: person.personId, name: person.name })
    .from(person)
    .where(
      and(
        eq(person.districtId, tx.districtId),
        eq(person.personId, leaderId),
        exists(
          inner
            .select({ one: sql`1` })
            .from(contract)
            .where(and(eq(contract.districtId, person.districtId), eq(contract.leaderId, person.personId))),
        ),
      ),
    );
  return row;
}

/** How many problems stand on a rung that their leader answers, by leader. */
export async function waitingByLeader(
  tx: Tx,
  leaderIds: readonly string[],
  scope: Scope,
): Promise<Map<string, number>> {
  if (leaderIds.length === 0) return new Map();
  const rows = await tx.sql
    .select({ leaderId: contract.leaderId, waiting: sql<number>`count(*)::int` })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .innerJoin(contract, openContractOfProject())
    .innerJoin(
      ladderPolicy,
      and(
        eq(ladderPolicy.districtId, problem.districtId),
        eq(ladderPolicy.ladderId, problem.ladderId),
        eq(ladderPolicy.version, problem.ladderVersion),
      ),
    )
    .where(
      and(
        eq(problem.districtId, tx.districtId),
        eq(problem.status, 'open'),
        sql`${ladderPolicy.definition} -> 'rungs' -> (${problem.rung} - 1) ->> 'answeredBy' = 'leader'`,
        sql`${contract.leaderId} = any(${sql.param([...leaderIds])}::uuid[])`,
        problemsInScope(scope),
      ),
    )
    .groupBy(contract.leaderId);
  return new Map(rows.map(({ leaderId, waiting }) => [leaderId, waiting]));
}

/** What a leader saw on sites since a day, the latest first. */
export async function selectVisitsOf(tx: Tx, leaderId: string, scope: Scope, since: PlainDate, limit: number) {
  return tx.sql
    .select({
      ...{ id: visit.visitId, on: visit.visitedOn, condition: visit.condition, seen: visit.seen },
      project: ofProject,
    })
    .from(visit)
    .innerJoin(project, and(eq(project.districtId, visit.districtId), eq(project.projectId, visit.projectId)))
    .where(
      and(
        eq(visit.districtId, tx.districtId),
        eq(visit.visitorId, leaderId),
        isNull(visit.withdrawnAt),
        gte(visit.visitedOn, since),
        projectsInScope(scope),
      ),
    )
    .orderBy(desc(visit.visitedAt), desc(visit.visitId))
    .limit(limit);
}

/** Problems of a leader's projects that were struck off since a moment, the latest first. */
export async function selectSolved(tx: Tx, leaderId: string, scope: Scope, since: Instant, limit: number) {
  const rows = await tx.sql
    .select({
      ...{ id: problem.problemId, number: problem.number, title: problem.title, closedAt: problem.closedAt },
      project: ofProject,
    })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .innerJoin(contract, openContractOfProject())
    .where(
      and(
        eq(problem.districtId, tx.districtId),
        eq(problem.status, 'struckOff'),
        eq(contract.leaderId, leaderId),
        gte(problem.closedAt, since),
        problemsInScope(scope),
      ),
    )
    .orderBy(desc(problem.closedAt), desc(problem.problemId))
    .limit(limit);
  return rows.map(({ closedAt, ...row }) => ({ ...row, closedAt: closedAt! }));
}

/** Hand-overs from or to a leader, the latest first. */
export async function selectHandOvers(tx: Tx, leaderId: string, scope: Scope, limit: number) {
  const rows = await tx.sql
    .select({
      ...{ contractId: contract.contractId, on: contract.toOn, result: contract.result, project: ofProject },
      from: { id: outgoing.personId, name: outgoing.name },
      to: { id: incoming.personId, name: incoming.name },
    })
    .from(contract)
    .innerJoin(project, and(eq(project.districtId, contract.districtId), eq(project.projectId, contract.projectId)))
    .innerJoin(outgoing, and(eq(outgoing.districtId, contract.districtId), eq(outgoing.personId, contract.leaderId)))
    .innerJoin(
      incoming,
      and(eq(incoming.districtId, contract.districtId), eq(incoming.personId, contract.handedOverTo)),
    )
    .where(
      and(
        eq(contract.districtId, tx.districtId),
        or(eq(contract.leaderId, leaderId), eq(contract.handedOverTo, leaderId)),
        // What a leader gave away stays in their own view.
        scope.kind === 'within' && scope.leaderId === leaderId ? undefined : projectsInScope(scope),
      ),
    )
    .orderBy(desc(contract.toOn), desc(contract.contractId))
    .limit(limit);
  return rows.map(({ on, result, ...row }) => ({ ...row, on: on!, result: result ?? '' }));
}

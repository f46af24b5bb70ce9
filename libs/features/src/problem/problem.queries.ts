import { and, asc, desc, eq, isNotNull, isNull, lt, notExists, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { contract, ladderPolicy, person, problem, problemEntry, project, unit } from '#db/schema/index.js';
import type { Actor, Scope } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/index.js';
import type { ProblemRowView, ProblemsQuery } from './problem-views.dto.js';
import { ofDepartment, problemsInScope, waitingFor } from './problem-scope.queries.js';

/** The place of the last row of a page: by when it was filed, or by when it is due (null: no clock). */
export interface PageKey {
  readonly moment: Instant | null;
  readonly id: string;
}

const office = alias(unit, 'office');
const department = alias(unit, 'department');
const leader = alias(person, 'leader');

/** One page of problems within the scope, one query; asks for one more row than the page holds, to see if there is a next. */
export async function selectProblems(
  tx: Tx,
  scope: Scope,
  asker: Actor | null,
  query: Omit<ProblemsQuery, 'cursor'>,
  after: PageKey | undefined,
): Promise<ProblemRowView[]> {
  const rows = await tx.sql
    .select({
      id: problem.problemId,
      number: problem.number,
      version: problem.version,
      title: problem.title,
      category: problem.category,
      severity: problem.severity,
      status: problem.status,
      rung: problem.rung,
      project: { id: project.projectId, code: project.code, name: project.name, line: project.line },
      office: { id: office.unitId, name: office.name, nameEn: office.nameEn },
      leadDepartment: { id: department.unitId, name: department.name, nameEn: department.nameEn },
      leader: { id: leader.personId, name: leader.name },
      filedAt: problem.filedAt,
      rungStartedAt: problem.rungStartedAt,
      responseDueAt: problem.responseDueAt,
      respondedAt: problem.respondedAt,
      resolutionDueAt: problem.resolutionDueAt,
      reopened: problem.reopened,
      timesOnAgenda: problem.timesOnAgenda,
    })
    .from(problem)
    .innerJoin(project, and(eq(project.districtId, problem.districtId), eq(project.projectId, problem.projectId)))
    .innerJoin(
      ladderPolicy,
      and(
        eq(ladderPolicy.districtId, problem.districtId),
        eq(ladderPolicy.ladderId, problem.ladderId),
        eq(ladderPolicy.version, problem.ladderVersion),
      ),
    )
    .innerJoin(office, and(eq(office.districtId, project.districtId), eq(office.unitId, project.officeId)))
    .leftJoin(
      contract,
      and(
        eq(contract.districtId, project.districtId),
        eq(contract.projectId, project.projectId),
        isNull(contract.toOn),
      ),
    )
    .leftJoin(leader, and(eq(leader.districtId, contract.districtId), eq(leader.personId, contract.leaderId)))
    .leftJoin(
      department,
      and(eq(department.districtId, problem.districtId), eq(department.unitId, problem.leadDepartmentId)),
    )
    .where(
      and(
        eq(problem.districtId, tx.districtId),
        problemsInScope(scope),
        ...filters(tx, query, asker),
        after && (query.sort === 'due' ? dueAfter(after) : filedBefore(after)),
      ),
    )
    .orderBy(
      ...(query.sort === 'due'
        ? [sql`${problem.resolutionDueAt} asc nulls last`, asc(problem.problemId)]
        : [desc(problem.filedAt), desc(problem.problemId)]),
    )
    .limit(query.limit + 1);
  return rows.map((row) => ({
    ...row,
    overdue: row.status === 'open' && row.resolutionDueAt !== null && row.resolutionDueAt < tx.now,
  }));
}

function filters(tx: Tx, query: Omit<ProblemsQuery, 'cursor'>, asker: Actor | null): (SQL | undefined)[] {
  const overdue = and(
    eq(problem.status, 'open'),
    isNotNull(problem.resolutionDueAt),
    lt(problem.resolutionDueAt, tx.now),
  )!;
  return [
    query.status && eq(problem.status, query.status),
    query.rung === undefined ? undefined : sql`${problem.rung} = ${query.rung}`,
    query.projectId ? eq(problem.projectId, query.projectId) : undefined,
    query.officeId ? eq(project.officeId, query.officeId) : undefined,
    query.departmentId ? ofDepartment(query.departmentId) : undefined,
    query.leaderId ? eq(contract.leaderId, query.leaderId) : undefined,
    query.category && eq(problem.category, query.category),
    query.severity && eq(problem.severity, query.severity),
    query.overdue === undefined ? undefined : query.overdue ? overdue : sql`(${overdue}) is not true`,
    query.mine === undefined || asker === null
      ? undefined
      : query.mine
        ? waitingFor(asker)
        : sql`(${waitingFor(asker)}) is not true`,
    query.q === undefined ? undefined : contains(query.q),
  ];
}

function contains(words: string): SQL {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql`(${problem.title} ilike ${pattern} or ${problem.number} ilike ${pattern} or ${project.name} ilike ${pattern})`;
}

function filedBefore({ moment, id }: PageKey): SQL {
  const filedAt = sql.param(moment as Instant, problem.filedAt);
  return sql`(${problem.filedAt}, ${problem.problemId}) < (${filedAt}, ${id})`;
}

function dueAfter({ moment, id }: PageKey): SQL {
  if (moment === null) return sql`(${problem.resolutionDueAt} is null and ${problem.problemId} > ${id})`;
  const dueAt = sql.param(moment, problem.resolutionDueAt);
  return or(
    sql`(${problem.resolutionDueAt}, ${problem.problemId}) > (${dueAt}, ${id})`,
    isNull(problem.resolutionDueAt),
  )!;
}

/** A project's problems that are not closed and whose timeline does not say yet that this contract began. */
export async function untoldOfLeader(tx: Tx, projectId: string, contractId: string): Promise<string[]> {
  const told = tx.sql
    .select({ problemId: problemEntry.problemId })
    .from(problemEntry)
    .where(
      and(
        eq(problemEntry.districtId, problem.districtId),
        eq(problemEntry.problemId, problem.problemId),
        eq(problemEntry.type, 'leaderChanged'),
        sql`${problemEntry.args} ->> 'contractId' = ${contractId}`,
      ),
    );
  const rows = await tx.sql
    .select({ problemId: problem.problemId })
    .from(problem)
    .where(
      and(
        eq(problem.districtId, tx.districtId),
        eq(problem.projectId, projectId),
        isNull(problem.closedAt),
        notExists(told),
      ),
    );
  return rows.map(({ problemId }) => problemId);
}

import { and, eq, exists, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { ladderPolicy, problem, problemExtension, problemPause, project, projectDepartment } from '#db/schema/index.js';
import { standsInFor, type Actor, type Scope } from '#domain/access/index.js';
import type { Answerer } from '#domain/ladder/index.js';
import { projectOfLeader, projectsInScope } from '#features/project/index.js';

/** Builds the inner queries of a condition; it never runs one. */
const inner = new QueryBuilder();

/**
 * The problems that a scope reaches, as a condition on `problem` joined to its `project`; the same rows for which
 * `mayReach` says yes.
 */
export function problemsInScope(scope: Scope): SQL {
  if (scope.kind !== 'within') return projectsInScope(scope);
  const { departmentId, officeId, leaderId, companyId, standInLeaderIds } = scope;
  const byProject = { officeId, leaderId, companyId, standInLeaderIds };
  const ways: SQL[] = [];
  if (officeId ?? leaderId ?? companyId ?? standInLeaderIds)
    ways.push(projectsInScope({ kind: 'within', ...byProject }));
  if (officeId !== undefined) ways.push(eq(problem.filingOfficeId, officeId), worksOffDecision(officeId));
  if (departmentId !== undefined)
    ways.push(ofDepartment(departmentId), leadsProject(departmentId), worksOffDecision(departmentId));
  return or(...ways) ?? sql`false`;
}

/** The department leads or assists in the problem. */
export function ofDepartment(departmentId: string): SQL {
  return sql`(${problem.leadDepartmentId} = ${departmentId} or ${departmentId} = any(${problem.assistingDepartmentIds}))`;
}

/** The unit works off the decision that answers the problem. */
function worksOffDecision(unitId: string): SQL {
  return sql`${unitId} = any(${problem.decisionUnitIds})`;
}

/** The department is the responsible one of the problem's project. */
function leadsProject(departmentId: string): SQL {
  return exists(
    inner
      .select({ one: sql`1` })
      .from(projectDepartment)
      .where(
        and(
          eq(projectDepartment.districtId, problem.districtId),
          eq(projectDepartment.projectId, problem.projectId),
          eq(projectDepartment.departmentId, departmentId),
          eq(projectDepartment.part, 'lead'),
        ),
      ),
  );
}

/**
 * Open problems that wait for an act of this person: on a rung that is theirs to answer, claimed and theirs to verify,
 * or with a request they decide. A condition on `problem` joined to `project` and `ladder_policy`.
 */
export function waitingFor(actor: Actor): SQL {
  const mineToAnswer = answeredByMe(actor, sql`${problem.rung}`);
  const requested = or(
    pendingRequest(problemPause, problemPause.problemId, problemPause.districtId),
    pendingRequest(problemExtension, problemExtension.problemId, problemExtension.districtId),
  )!;
  return or(
    and(eq(problem.status, 'open'), mineToAnswer),
    and(eq(problem.status, 'claimed'), mineToVerify(actor)),
    and(eq(problem.status, 'open'), requested, or(isCoordinator(actor), answeredByMe(actor, sql`${problem.rung} + 1`))),
  )!;
}

function answeredByMe(actor: Actor, rung: SQL): SQL {
  const answeredBy = (who: Answerer) =>
    sql`${ladderPolicy.definition} -> 'rungs' -> (${rung} - 1) ->> 'answeredBy' = ${who}`;
  const ways: (SQL | undefined)[] = [];
  for (const role of actor.roles) {
    if (role === 'office' && actor.unitId !== null)
      ways.push(and(answeredBy('office'), eq(project.officeId, actor.unitId)));
    if (role === 'department' && actor.unitId !== null)
      ways.push(
        and(
          answeredBy('department'),
          or(
            eq(problem.leadDepartmentId, actor.unitId),
            and(sql`${problem.leadDepartmentId} is null`, leadsProject(actor.unitId)),
          ),
        ),
      );
    if (role === 'principal') ways.push(answeredBy('principal'));
    if (role === 'coordinator') ways.push(or(answeredBy('meeting'), answeredBy('city')));
  }
  ways.push(...leadersOf(actor).map((leaderId) => and(answeredBy('leader'), projectOfLeader(leaderId))));
  return or(...ways) ?? sql`false`;
}

/** As whom the person answers where an assigned leader does: as themselves, and for those they stand in for. */
function leadersOf(actor: Actor): string[] {
  const own = actor.roles.includes('leader') ? [actor.personId] : [];
  const others = standsInFor(actor).filter(({ roles }) => roles.includes('leader'));
  return [...own, ...others.map(({ personId }) => personId)];
}

function mineToVerify(actor: Actor): SQL {
  const ways: (SQL | undefined)[] = [];
  const officeClaimed = sql`${problem.claimedByUnitId} = ${problem.filingOfficeId}`;
  for (const role of actor.roles) {
    if (role === 'office' && actor.unitId !== null)
      ways.push(
        and(
          eq(problem.filingOfficeId, actor.unitId),
          sql`${problem.claimedByUnitId} is distinct from ${problem.filingOfficeId}`,
        ),
      );
    if (role === 'coordinator') ways.push(officeClaimed);
  }
  ways.push(...leadersOf(actor).map((leaderId) => and(officeClaimed, projectOfLeader(leaderId))));
  return or(...ways) ?? sql`false`;
}

function pendingRequest(
  table: typeof problemPause | typeof problemExtension,
  problemId: typeof problemPause.problemId | typeof problemExtension.problemId,
  districtId: typeof problemPause.districtId | typeof problemExtension.districtId,
): SQL {
  return exists(
    inner
      .select({ one: sql`1` })
      .from(table)
      .where(and(eq(districtId, problem.districtId), eq(problemId, problem.problemId), eq(table.state, 'requested'))),
  );
}

function isCoordinator(actor: Actor): SQL {
  return actor.roles.includes('coordinator') ? sql`true` : sql`false`;
}

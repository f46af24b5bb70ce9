import { and, eq, exists, isNull, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { contract, decision, decisionExtension, meetingSeries, problem, project } from '#db/schema/index.js';
import type { Actor, Scope } from '#domain/access/index.js';

/** Builds the inner queries of a condition; it never runs one. */
const inner = new QueryBuilder();

/**
 * The decisions that a scope reaches, as a condition on `decision` joined to its series, project and problem; the same
 * rows for which `mayReach` says yes.
 */
export function decisionsInScope(scope: Scope): SQL {
  switch (scope.kind) {
    case 'district':
      return sql`true`;
    case 'none':
      return sql`false`;
    case 'within': {
      const { officeId, departmentId, leaderId, ownerId } = scope;
      const ways: SQL[] = [];
      if (officeId !== undefined)
        ways.push(ofUnit(officeId), eq(project.officeId, officeId), eq(problem.filingOfficeId, officeId));
      if (departmentId !== undefined) ways.push(ofUnit(departmentId));
      if (leaderId !== undefined) ways.push(eq(meetingSeries.chairId, leaderId), ofLeader(leaderId));
      if (ownerId !== undefined) ways.push(eq(meetingSeries.chairId, ownerId));
      return or(...ways) ?? sql`false`;
    }
  }
}

/** The unit leads, handles or assists. */
export function ofUnit(unitId: string): SQL {
  return sql`(${worksOff(unitId)} or ${unitId} = any(${decision.assistingUnitIds}))`;
}

function worksOff(unitId: string): SQL {
  return sql`(${decision.leadUnitId} = ${unitId} or ${unitId} = any(${decision.handlingUnitIds}))`;
}

/** The project is assigned to this leader now. */
function ofLeader(leaderId: string): SQL {
  return exists(
    inner
      .select({ one: sql`1` })
      .from(contract)
      .where(
        and(
          eq(contract.districtId, decision.districtId),
          eq(contract.projectId, decision.projectId),
          isNull(contract.toOn),
          eq(contract.leaderId, leaderId),
        ),
      ),
  );
}

/** Decisions that wait for an act of this person: theirs to work off, to check, or with an extension they decide. */
export function waitingFor(actor: Actor): SQL {
  const { unitId, personId, roles } = actor;
  const coordinator = roles.includes('coordinator');
  const works = unitId !== null && (coordinator || roles.includes('office') || roles.includes('department'));
  const ways: SQL[] = [];
  if (works) ways.push(and(eq(decision.status, 'open'), worksOff(unitId))!);
  if (roles.includes('office') && unitId !== null)
    ways.push(and(eq(decision.status, 'claimed'), eq(problem.filingOfficeId, unitId))!);
  if (coordinator)
    ways.push(
      and(
        eq(decision.status, 'claimed'),
        or(isNull(decision.problemId), sql`${decision.claimedByUnitId} = ${problem.filingOfficeId}`),
      )!,
    );
  const pending = exists(
    inner
      .select({ one: sql`1` })
      .from(decisionExtension)
      .where(
        and(
          eq(decisionExtension.districtId, decision.districtId),
          eq(decisionExtension.decisionId, decision.decisionId),
          eq(decisionExtension.state, 'requested'),
        ),
      ),
  );
  if (coordinator) ways.push(and(eq(decision.status, 'open'), pending)!);
  else if (roles.includes('leader'))
    ways.push(and(eq(decision.status, 'open'), pending, eq(meetingSeries.chairId, personId))!);
  return or(...ways) ?? sql`false`;
}

import { isLeader } from '../access/standing-in.js';
import type { Actor, Subject } from '../access/types.js';
import type { Recipient } from './decision.js';
import type { Ladder, ProblemState, Rung, RungNumber } from './types.js';

/** The ladder is frozen into the problem, so a rung it stands on is always there; anything else is a broken row. */
export function rungOf(ladder: Ladder, number: RungNumber): Rung {
  const rung = findRung(ladder, number);
  if (rung === undefined) throw new RangeError(`Ladder ${ladder.id} v${ladder.version} has no rung ${number}.`);
  return rung;
}

export function findRung(ladder: Ladder, number: number): Rung | undefined {
  return ladder.rungs.find((rung) => rung.number === number);
}

export function rungAbove(ladder: Ladder, number: RungNumber): Rung | undefined {
  return findRung(ladder, number + 1);
}

/**
 * Who answers a rung of this problem. A rung whose answerer is not known (no department named, no leader assigned) falls
 * to the coordinator, so that a problem never stands before nobody.
 */
export function answererOf(problem: ProblemState, rung: Rung): Recipient {
  switch (rung.answeredBy) {
    case 'office':
      return { unit: problem.projectOfficeId };
    case 'department': {
      const lead = problem.leadDepartmentId ?? problem.responsibleDepartmentId;
      return lead === null ? { role: 'coordinator' } : { unit: lead };
    }
    case 'leader':
      return problem.leaderId === null ? { role: 'coordinator' } : { person: problem.leaderId };
    case 'meeting':
    case 'city':
      return { role: 'coordinator' };
    case 'principal':
      return { role: 'principal' };
  }
}

/** Whether the rung is this person's to answer. */
export function answers(actor: Actor, problem: ProblemState, rung: Rung): boolean {
  const answerer = answererOf(problem, rung);
  if ('role' in answerer) return actor.roles.includes(answerer.role);
  if ('person' in answerer) return isLeader(actor, answerer.person);
  if ('unit' in answerer) {
    const role = rung.answeredBy === 'office' ? 'office' : 'department';
    return actor.unitId === answerer.unit && actor.roles.includes(role);
  }
  return false;
}

export const isCoordinator = (actor: Actor): boolean => actor.roles.includes('coordinator');

export const isAssignedLeader = (actor: Actor, problem: ProblemState): boolean => isLeader(actor, problem.leaderId);

export const isOfOffice = (actor: Actor, officeId: string): boolean =>
  actor.unitId === officeId && actor.roles.includes('office');

export const isOfLeadDepartment = (actor: Actor, problem: ProblemState): boolean =>
  problem.leadDepartmentId !== null && actor.unitId === problem.leadDepartmentId && actor.roles.includes('department');

/** Whether the person's unit works off the decision that answers the problem: leading or handling, of whatever kind. */
export const worksOffDecision = (actor: Actor, problem: ProblemState): boolean =>
  problem.decision !== null && actor.unitId !== null && problem.decision.unitIds.includes(actor.unitId);

/** Whether this person decides pauses and extensions of the rung the problem stands on: the rung above, or the coordinator. */
export function decidesRequests(actor: Actor, problem: ProblemState, ladder: Ladder): boolean {
  const above = rungAbove(ladder, problem.rung);
  return isCoordinator(actor) || (above !== undefined && answers(actor, problem, above));
}

/** Who is asked to decide a pause or an extension. */
export function deciderOf(problem: ProblemState, ladder: Ladder): Recipient {
  const above = rungAbove(ladder, problem.rung);
  return above === undefined ? { role: 'coordinator' } : answererOf(problem, above);
}

/**
 * Who verifies a claim: the filing office. When that office made the claim itself (on rung 1 it is also who answers), the
 * coordinator and the assigned leader may check it as well, and are told. `claimantUnitId` null = somebody without a unit.
 */
export function verifiersOf(problem: ProblemState, claimantUnitId: string | null): Recipient[] {
  const office: Recipient = { unit: problem.filingOfficeId };
  if (claimantUnitId !== problem.filingOfficeId) return [office];
  const leader: Recipient[] = problem.leaderId === null ? [] : [{ person: problem.leaderId }];
  return [office, { role: 'coordinator' }, ...leader];
}

/**
 * The facts of a problem that access depends on. The responsible department stands in while no lead is named, as it
 * does on the ladder; a query that narrows by `scopeFor` must read the same columns.
 */
export function subjectOf(problem: ProblemState): Subject {
  const lead = problem.leadDepartmentId ?? problem.responsibleDepartmentId;
  return {
    districtId: problem.districtId,
    officeId: problem.projectOfficeId,
    leaderId: problem.leaderId,
    departmentIds: lead === null ? problem.assistingDepartmentIds : [lead, ...problem.assistingDepartmentIds],
    companyId: problem.companyId,
    ownerId: problem.filedBy,
  };
}

import { isLeader } from '../access/standing-in.js';
import type { Actor, Subject } from '../access/types.js';
import type { Recipient } from '../ladder/index.js';
import type { DecisionState } from './types.js';

/** The roles in which a person acts for a unit that works decisions off: an office, a department, the coordination office. */
const actsForUnits = (actor: Actor): boolean =>
  actor.roles.some((role) => role === 'office' || role === 'department' || role === 'coordinator');

/** Of the lead unit or of a handling unit: whose work it is. */
export function worksOff(actor: Actor, { leadUnitId, handlingUnitIds }: DecisionState): boolean {
  const { unitId } = actor;
  return unitId !== null && actsForUnits(actor) && (unitId === leadUnitId || handlingUnitIds.includes(unitId));
}

/** May say how it stands: every unit named in it, the project's office and leader, the chair, the coordinator. */
export function mayNote(actor: Actor, decision: DecisionState): boolean {
  const { unitId } = actor;
  if (worksOff(actor, decision) || isCoordinator(actor)) return true;
  if (isLeader(actor, decision.leaderId) || isLeader(actor, decision.chairId)) return true;
  if (unitId === null || !actsForUnits(actor)) return false;
  return decision.assistingUnitIds.includes(unitId) || unitId === decision.projectOfficeId;
}

export const isCoordinator = (actor: Actor): boolean => actor.roles.includes('coordinator');

/** More time is given by the coordinator, by who chairs the meeting that decided, or by the principal. */
export function decidesDates(actor: Actor, { chairId }: DecisionState): boolean {
  return isCoordinator(actor) || actor.roles.includes('principal') || isLeader(actor, chairId);
}

/**
 * Who checks: the filing office of the problem, else the coordinator. As with problems, the office that claimed is not left
 * without a check: then the coordinator may check as well.
 */
export function mayVerify(actor: Actor, decision: DecisionState): boolean {
  const office = decision.problem?.filingOfficeId ?? null;
  if (office === null) return isCoordinator(actor);
  const ofOffice = actor.unitId === office && actor.roles.includes('office');
  return ofOffice || (decision.claimedByUnitId === office && isCoordinator(actor));
}

export function verifiersOf({ problem, claimedByUnitId }: DecisionState): Recipient[] {
  if (problem === null) return [{ role: 'coordinator' }];
  const office: Recipient = { unit: problem.filingOfficeId };
  return claimedByUnitId === problem.filingOfficeId ? [office, { role: 'coordinator' }] : [office];
}

/** Whose work it is, to be told. */
export const workers = ({ leadUnitId, handlingUnitIds }: DecisionState): Recipient[] =>
  [leadUnitId, ...handlingUnitIds].map((unit) => ({ unit }));

/** All units named in it. */
export const units = (decision: DecisionState): Recipient[] => [
  ...workers(decision),
  ...decision.assistingUnitIds.map((unit) => ({ unit })),
];

/** Who is not named but has to do with it: the filer of the problem, the project's office and its leader. */
export function concerned({ problem, projectOfficeId, leaderId }: DecisionState): Recipient[] {
  return [
    ...(problem === null ? [] : [{ person: problem.filedBy }]),
    ...(projectOfficeId === null ? [] : [{ unit: projectOfficeId }]),
    ...(leaderId === null ? [] : [{ person: leaderId }]),
  ];
}

/**
 * The facts that access depends on, one subject for each office and leader that has to do with it: the units named, the
 * project's office, the problem's filing office, the project's leader and the chair (who also owns the dates).
 */
export function subjectsOf(decision: DecisionState): Subject[] {
  const { districtId, leadUnitId, handlingUnitIds, assistingUnitIds, problem, chairId } = decision;
  const named = [leadUnitId, ...handlingUnitIds, ...assistingUnitIds];
  const offices = new Set([...named, decision.projectOfficeId, problem?.filingOfficeId ?? null]);
  const leaders = new Set([decision.leaderId, chairId]);
  const subject: Subject = { districtId, departmentIds: named, ownerId: chairId };
  return [
    ...[...offices].map((officeId) => ({ ...subject, officeId })),
    ...[...leaders].map((leaderId) => ({ ...subject, leaderId })),
  ];
}

import { can, type Action, type Actor, type CommandContext, type Subject } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import type { ProblemCommand, ProblemState } from '#domain/ladder/index.js';

/** The permission that each act needs; who of those may do it now is the ladder's to say. */
export const actionOf: Readonly<Record<ProblemCommand['type'], Action>> = {
  accept: 'problem.accept',
  answer: 'problem.answer',
  whistleSign: 'problem.whistle',
  whistleContact: 'problem.whistle',
  signUp: 'problem.signUp',
  sendDown: 'problem.sendDown',
  requestPause: 'problem.requestPause',
  decidePause: 'problem.decidePause',
  endPause: 'problem.requestPause',
  requestExtension: 'problem.requestExtension',
  decideExtension: 'problem.decideExtension',
  claimDone: 'problem.claim',
  verify: 'problem.verify',
  reopen: 'problem.reopen',
  withdraw: 'problem.withdraw',
  merge: 'problem.merge',
  assignDepartment: 'problem.assignDepartment',
};

/** Whether the problem lies within what the actor's roles reach with this action. */
export function mayReach(actor: Actor, action: Action, state: ProblemState): boolean {
  return subjectsOf(state).some((subject) => can(actor, action, subject));
}

/** One for each office that has to do with it: the project's, the one that filed it, and those that work off its decision. */
function subjectsOf(state: ProblemState): Subject[] {
  const ofDecision = state.decision?.unitIds ?? [];
  const departments = [
    state.leadDepartmentId,
    state.responsibleDepartmentId,
    ...state.assistingDepartmentIds,
    ...ofDecision,
  ];
  const subject: Subject = {
    districtId: state.districtId,
    officeId: state.projectOfficeId,
    leaderId: state.leaderId,
    departmentIds: departments.filter((id) => id !== null),
    companyId: state.companyId,
  };
  const offices = new Set([state.projectOfficeId, state.filingOfficeId, ...ofDecision]);
  return [...offices].map((officeId) => ({ ...subject, officeId }));
}

/** The signed-in person of a context. Routes that act on problems are never public, so there is one. */
export function personOf(context: CommandContext): Actor {
  if (context.actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return context.actor;
}

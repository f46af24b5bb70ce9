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

/** Two when the office that filed it is no longer the project's: both offices have to do with it. */
function subjectsOf(state: ProblemState): Subject[] {
  const departments = [state.leadDepartmentId, state.responsibleDepartmentId, ...state.assistingDepartmentIds];
  const subject: Subject = {
    districtId: state.districtId,
    officeId: state.projectOfficeId,
    leaderId: state.leaderId,
    departmentIds: departments.filter((id) => id !== null),
    companyId: state.companyId,
  };
  return state.filingOfficeId === state.projectOfficeId
    ? [subject]
    : [subject, { ...subject, officeId: state.filingOfficeId }];
}

/** The signed-in person of a context. Routes that act on problems are never public, so there is one. */
export function personOf(context: CommandContext): Actor {
  if (context.actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return context.actor;
}

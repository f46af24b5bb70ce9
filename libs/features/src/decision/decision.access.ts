import { can, type Action, type Actor, type CommandContext } from '#domain/access/index.js';
import { subjectsOf, type DecisionCommand, type DecisionState } from '#domain/decision/index.js';
import { RefusedError } from '#domain/refusal.js';

/** The permission that each act needs; who of those may do it now is for the decision's own rules to say. */
export const actionOf: Readonly<Record<DecisionCommand['type'], Action>> = {
  accept: 'decision.accept',
  note: 'decision.report',
  claim: 'decision.claim',
  verify: 'decision.verify',
  requestExtension: 'decision.requestExtension',
  decideExtension: 'decision.decideExtension',
  cancel: 'decision.cancel',
  withdraw: 'meeting.record',
  restore: 'meeting.record',
};

/** Whether the decision lies within what the actor's roles reach with this action. */
export function mayReach(actor: Actor, action: Action, state: DecisionState): boolean {
  return subjectsOf(state).some((subject) => can(actor, action, subject));
}

/** The signed-in person of a context. Routes that act on decisions are never public, so there is one. */
export function personOf(context: CommandContext): Actor {
  if (context.actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return context.actor;
}

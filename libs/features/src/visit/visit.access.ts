import { scopeFor, type Actor, type CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import type { VisitReach } from './visit.queries.js';

/** The signed-in person of a context. */
export function personOf(context: CommandContext): Actor {
  if (context.actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return context.actor;
}

export function reachOf(by: Actor): VisitReach {
  return { scope: scopeFor(by, 'visit.read'), personId: by.personId };
}

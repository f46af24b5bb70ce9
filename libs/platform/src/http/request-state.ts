import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '#domain/access/index.js';

/** What the guard has found out about a request, for the decorators that hand it to handlers. */
export interface RequestState {
  readonly context?: CommandContext;
}

const states = new WeakMap<FastifyRequest, RequestState>();

export function rememberState(request: FastifyRequest, state: RequestState): void {
  states.set(request, state);
}

export function stateOf(request: FastifyRequest): RequestState {
  return states.get(request) ?? {};
}

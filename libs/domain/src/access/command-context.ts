import type { Actor } from './types.js';

/** The system itself acting in a district: a timer that fires, a period that closes, a seed. */
export interface SystemActor {
  readonly kind: 'system';
  readonly districtId: string;
}

/** What every use case is told about who asks, from where, and in whose district. Goes into the audit entry as it is. */
export interface CommandContext {
  readonly districtId: string;
  readonly actor: Actor | SystemActor;
  /** Follows from the HTTP request into the jobs it causes. */
  readonly requestId: string;
  /** The caller's IP address, or `worker` for what the system does by itself. */
  readonly from: string;
  /** Present when the caller may retry: the same key with the same fingerprint is the same act, done once. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** The person id to write as author; null means the clock or the system did it. */
export function authorOf(context: CommandContext): string | null {
  return context.actor.kind === 'person' ? context.actor.personId : null;
}

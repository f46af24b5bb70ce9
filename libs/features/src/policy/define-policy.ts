import type { z } from 'zod';
import type { Tx } from '#db/database.js';
import type { Instant } from '#domain/calendar/index.js';
import type { Result } from '#domain/refusal.js';

/**
 * A kind of policy: rules of a district as data, in versions that never change. Its owner defines it beside the code
 * that obeys it, and everybody reads it by `policyInForce(tx, thatDefinition)`.
 *
 * Example: `definePolicy({ kind: 'cool-down', schema: z.strictObject({ workdays: z.int().min(1).max(20) }),
 * startsAs: { workdays: 1 }, earliest: 'now' })`.
 */
export interface PolicyDefinition<T = unknown> {
  /** Kebab-case, stable: it is stored, and part of an address. */
  readonly kind: string;
  /** The shape, as it is stored and as it travels: plain JSON, so no codecs. Field errors come from here. */
  readonly schema: z.ZodType<T>;
  /** What applies before anybody has published a version (told as version 0). */
  readonly startsAs: T | ((tx: Tx) => Promise<T>);
  /** What a shape cannot say: holes, orders, rows that must exist. Its refusals name the fault. */
  readonly check?: (definition: T, tx: Tx) => Result<unknown> | Promise<Result<unknown>>;
  /**
   * Writes the rows that a version consists of beside its definition, and fills in what only they know. Runs before the
   * version is stored; whatever is refused afterwards takes it back.
   */
  readonly settle?: (definition: T, tx: Tx, inForceFrom: Instant) => Promise<T>;
  /**
   * From when a new version may be in force at the earliest. `tomorrow` where a change within the day would put
   * somebody's deadline of today into the past.
   */
  readonly earliest: 'now' | 'tomorrow';
}

export function definePolicy<T>(definition: PolicyDefinition<T>): PolicyDefinition<T> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(definition.kind)) throw new Error(`Not a kind of policy: ${definition.kind}`);
  return definition;
}

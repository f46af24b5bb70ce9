import { createHash } from 'node:crypto';
import { v5, v7 } from 'uuid';
import type { Instant } from '#domain/calendar/index.js';

/** Any fixed UUID will do; with another one the demo district would have other ids. */
const NAMESPACE = '6f0f6d2e-6d1b-5c39-9d3c-2f1f0c5d2a10';

const known = new Map<string, string>();

/** The id of what has this name in the demo district: the same in every installation. */
export function stableId(kind: string, name: string): string {
  const key = `${kind}/${name}`;
  const id = known.get(key) ?? v5(key, NAMESPACE);
  known.set(key, id);
  return id;
}

/**
 * An id for what happened at a moment: a UUIDv7 like those the system makes, so that it sorts by time (`order` settles
 * what happened in one millisecond), but with its random part taken from the name.
 */
export function stableIdAt(at: Instant, kind: string, name: string, order = 0): string {
  const random = createHash('sha256').update(`${kind}/${name}`).digest().subarray(0, 16);
  return v7({ msecs: at, seq: order, random: new Uint8Array(random) });
}

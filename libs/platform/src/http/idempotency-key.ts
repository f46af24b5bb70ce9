import { createHash } from 'node:crypto';
import { RefusedError } from '#domain/refusal.js';

/** 8 to 200 visible ASCII characters. */
const keyShape = /^[\x21-\x7e]{8,200}$/;

/**
 * The key of a POST that may be repeated, and the fingerprint of what was asked: SHA-256 over method, path with query,
 * and the body, JSON with its keys in order. Undefined without the header; refused when the key is no key.
 */
export function idempotencyOf(
  method: string,
  url: string,
  header: string | string[] | undefined,
  body: unknown,
): { key: string; fingerprint: string } | undefined {
  if (method !== 'POST' || header === undefined) return undefined;
  if (typeof header !== 'string' || !keyShape.test(header))
    throw new RefusedError({ code: 'request.invalid', args: { field: 'Idempotency-Key' } });
  const hash = createHash('sha256').update(`${method} ${url}\n`);
  hash.update(body instanceof Uint8Array ? body : canonicalJson(body));
  return { key: header, fingerprint: hash.digest('hex') };
}

/** JSON with the keys of every object in order, so that the same content is the same text. */
export function canonicalJson(value: unknown): string {
  const inOrder = (_key: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part;
  return JSON.stringify(value, inOrder) ?? '';
}

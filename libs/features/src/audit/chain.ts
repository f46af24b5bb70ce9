import { createHash } from 'node:crypto';
import { formatInstant } from '#domain/calendar/index.js';
import type { Instant } from '#domain/calendar/index.js';

export type AuditResult = 'done' | 'refused' | 'denied';

/** Everything an entry says, as its hash covers it. A column added later must be left out of old entries' hashes. */
export interface AuditContent {
  readonly districtId: string;
  /** 1 for a district's first entry, without a gap. */
  readonly seq: number;
  readonly at: Instant;
  /** null = the system. */
  readonly personId: string | null;
  readonly personName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly result: AuditResult;
  /** The refusal's code when `result` is not `done`. */
  readonly code: string | null;
  readonly fromAddress: string;
  readonly requestId: string;
  readonly detail: Record<string, unknown>;
  readonly previousHash: string;
}

export interface SealedEntry extends AuditContent {
  readonly hash: string;
}

/** The hash before the first entry. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256, in hex, over the canonical JSON of the entry, which holds the hash of the entry before it. */
export function hashOf(content: AuditContent): string {
  return createHash('sha256')
    .update(
      canonicalJson({
        districtId: content.districtId,
        seq: content.seq,
        at: formatInstant(content.at),
        personId: content.personId,
        personName: content.personName,
        action: content.action,
        subjectKind: content.subjectKind,
        subjectId: content.subjectId,
        result: content.result,
        code: content.code,
        fromAddress: content.fromAddress,
        requestId: content.requestId,
        detail: content.detail,
        previousHash: content.previousHash,
      }),
    )
    .digest('hex');
}

/** Links entries, in order, to the chain that ends at `head`. */
export function seal(
  head: { readonly seq: number; readonly hash: string },
  contents: readonly Omit<AuditContent, 'seq' | 'previousHash'>[],
): SealedEntry[] {
  let { seq, hash } = head;
  return contents.map((content) => {
    seq += 1;
    const linked: AuditContent = { ...content, seq, previousHash: hash };
    hash = hashOf(linked);
    return { ...linked, hash };
  });
}

/** Why an entry does not continue the chain, or null when it does. */
export function brokenBy(
  head: { readonly seq: number; readonly hash: string },
  entry: SealedEntry,
): BrokenReason | null {
  if (entry.seq !== head.seq + 1) return 'entryMissing';
  if (entry.previousHash !== head.hash) return 'linkBroken';
  return hashOf(entry) === entry.hash ? null : 'contentChanged';
}

export type BrokenReason = 'entryMissing' | 'linkBroken' | 'contentChanged' | 'endMissing';

/**
 * What Postgres can store and give back unchanged: it takes neither the character NUL nor half a surrogate pair, which
 * a caller could otherwise put into a user agent to have an act go unrecorded.
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A copy of a JSON value with every text storable and whatever JSON cannot say left out. */
export function storableDetail(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = JSON.stringify(detail);
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'string') return storableText(value);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), inner]));
  }) as Record<string, unknown>;
}

/** JSON with the keys of every object in code-unit order and no blanks: one text for one value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

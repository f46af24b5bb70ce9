import type { Tx } from '#db/database.js';
import { authorOf } from '#domain/access/index.js';
import {
  addDays,
  dateOf,
  daysBetween,
  instantAt,
  plainDate,
  type Instant,
  type PlainDate,
} from '#domain/calendar/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { InvalidRequestError, VersionConflictError } from '#platform/http/index.js';
import type { PolicyDefinition } from './define-policy.js';
import { newestVersion, type PolicyVersion } from './policy.queries.js';
import { insertVersion, lockPolicy } from './policy.repository.js';

/** Before anything happened. */
const ALWAYS = instantAt(plainDate('2000-01-01'), '00:00');

/** A version further ahead than this is taken for a slip of the pen. */
const FURTHEST_DAYS = 400;

export interface NewPolicyVersion {
  /** Checked against the kind's shape and its own rules. */
  readonly definition: unknown;
  /** The version that the author saw last (0 when none was published). */
  readonly seen: number;
  /** The day from whose beginning it is in force; null: as early as the kind allows. */
  readonly inForceFrom: PlainDate | null;
  readonly reason: string;
}

/**
 * A new version of a policy, in this transaction; the caller does what follows from it, tells people and writes the audit
 * entry. Refusals: `policy.version_conflict` with the newest version, `request.invalid` (naming the fields as
 * `definition.…`), the kind's own, `policy.in_the_past`, `policy.too_far`, `policy.nothing_changes`.
 */
export async function publishPolicy<T>(
  tx: Tx,
  policy: PolicyDefinition<T>,
  { definition, seen, inForceFrom, reason }: NewPolicyVersion,
): Promise<{ before: PolicyVersion<T>; published: PolicyVersion<T> }> {
  await lockPolicy(tx, policy.kind);
  const before = await newestVersion(tx, policy);
  if (before.version !== seen)
    throw new VersionConflictError('policy', { ...written(before), version: before.version });
  const parsed = policy.schema.safeParse(definition);
  if (!parsed.success) throw new InvalidRequestError(parsed.error.issues.map(fieldError));
  if (policy.check) valueOf(await policy.check(parsed.data, tx));
  const moment = momentOf(policy, inForceFrom, tx.now);
  const settled = policy.settle ? await policy.settle(parsed.data, tx, moment) : parsed.data;
  // The same rules sooner than they would come anyway are a change; the same rules later are none.
  const sooner = before.inForceFrom !== null && moment < before.inForceFrom;
  if (!sooner && sameJson(settled, before.definition)) refused('policy.nothing_changes', 'definition');
  // What it started with is kept as well: it may come from rows that the new version changes.
  if (before.version === 0)
    await insertVersion(tx, {
      kind: policy.kind,
      version: 0,
      definition: before.definition,
      inForceFrom: ALWAYS,
      reason: '',
      createdBy: null,
    });
  const version = before.version + 1;
  await insertVersion(tx, {
    kind: policy.kind,
    version,
    definition: settled,
    inForceFrom: moment,
    reason,
    createdBy: authorOf(tx.context),
  });
  return { before, published: await newestVersion(tx, policy) };
}

function momentOf({ earliest }: Pick<PolicyDefinition, 'earliest'>, from: PlainDate | null, now: Instant): Instant {
  const today = dateOf(now);
  const first = earliest === 'now' ? today : addDays(today, 1);
  const day = from ?? first;
  if (day < first)
    throw new RefusedError({ code: 'policy.in_the_past', args: { field: 'inForceFrom', earliest: first } });
  if (daysBetween(today, day) > FURTHEST_DAYS) refused('policy.too_far', 'inForceFrom');
  return day === today ? now : instantAt(day, '00:00');
}

function refused(code: string, field: string): never {
  throw new RefusedError({ code, args: { field } });
}

function fieldError(issue: { path: PropertyKey[]; code?: string; message: string; keys?: string[] }) {
  const path = ['definition', ...issue.path, ...(issue.keys?.slice(0, 1) ?? [])];
  return { field: path.map(String).join('.'), code: issue.code ?? 'invalid', message: issue.message };
}

const written = ({ kind, definition, reason }: PolicyVersion) => ({ kind, definition, reason });

/** The same facts, whatever the order of keys: Postgres keeps an order of its own in `jsonb`. */
function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]));
}

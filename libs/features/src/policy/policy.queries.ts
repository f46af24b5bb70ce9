import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { person, policyVersion } from '#db/schema/index.js';
import { formatInstant, type Instant } from '#domain/calendar/index.js';
import type { PolicyDefinition } from './define-policy.js';

export interface PolicyVersion<T = unknown> {
  readonly kind: string;
  /** 0: what the kind starts with. */
  readonly version: number;
  readonly definition: T;
  /** Null, or a moment before anything happened, for version 0: it was always there. */
  readonly inForceFrom: Instant | null;
  readonly reason: string;
  /** Null: the system. */
  readonly createdBy: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Instant | null;
}

/** What applies now, or at another moment: the highest version whose moment has come, else what the kind starts with. */
export async function policyInForce<T>(tx: Tx, policy: PolicyDefinition<T>, at: Instant = tx.now): Promise<T> {
  return (await versionInForce(tx, policy, at)).definition;
}

/** As `policyInForce`, with which version it is, from whom and why. */
export async function versionInForce<T>(
  tx: Tx,
  policy: PolicyDefinition<T>,
  at: Instant = tx.now,
): Promise<PolicyVersion<T>> {
  const moment = sql`${policyVersion.inForceFrom} <= ${formatInstant(at)}::timestamptz`;
  const [row] = await selectVersions(tx, policy.kind, moment).limit(1);
  return row ? versionOf(policy, row) : startingVersion(tx, policy);
}

/** Every version, the newest first; the last one is version 0. */
export async function policyVersions<T>(tx: Tx, policy: PolicyDefinition<T>): Promise<PolicyVersion<T>[]> {
  const rows = await selectVersions(tx, policy.kind);
  return rows.length > 0 ? rows.map((row) => versionOf(policy, row)) : [await startingVersion(tx, policy)];
}

/** A version's definition and from when it holds. */
export interface DefinitionFrom<T> {
  readonly definition: T;
  readonly inForceFrom: Instant;
}

/** As it comes out of `storedDefinitions`, not parsed yet. */
export type StoredDefinition = DefinitionFrom<unknown>;

/** All stored definitions of a kind, version 0 first, as one JSON value: for a query that asks for more at once. */
export function storedDefinitions<T>(tx: Tx, { kind }: PolicyDefinition<T>): SQL {
  return sql`(
    select coalesce(json_agg(json_build_object(
             'definition', definition, 'inForceFrom', (extract(epoch from in_force_from) * 1000)::bigint) order by version), '[]')
    from ${policyVersion} where district_id = ${tx.districtId} and kind = ${kind})`;
}

export const readDefinitions = <T>(
  { schema }: PolicyDefinition<T>,
  stored: readonly StoredDefinition[],
): DefinitionFrom<T>[] =>
  stored.map(({ definition, inForceFrom }) => ({ definition: schema.parse(definition), inForceFrom }));

/** The version published last, also when its moment is still to come: the one a new version must have seen. */
export async function newestVersion<T>(tx: Tx, policy: PolicyDefinition<T>): Promise<PolicyVersion<T>> {
  const [row] = await selectVersions(tx, policy.kind).limit(1);
  return row ? versionOf(policy, row) : startingVersion(tx, policy);
}

/** What the kind starts with, as its version 0. */
export async function startingVersion<T>(tx: Tx, policy: PolicyDefinition<T>): Promise<PolicyVersion<T>> {
  const { kind, startsAs } = policy;
  const definition = typeof startsAs === 'function' ? await (startsAs as (tx: Tx) => Promise<T>)(tx) : startsAs;
  return { kind, version: 0, definition, inForceFrom: null, reason: '', createdBy: null, createdAt: null };
}

function selectVersions(tx: Tx, kind: string, moment?: ReturnType<typeof sql>) {
  return tx.sql
    .select({ version: policyVersion, author: { id: person.personId, name: person.name } })
    .from(policyVersion)
    .leftJoin(
      person,
      and(eq(person.districtId, policyVersion.districtId), eq(person.personId, policyVersion.createdBy)),
    )
    .where(and(eq(policyVersion.districtId, tx.districtId), eq(policyVersion.kind, kind), moment))
    .orderBy(desc(policyVersion.version))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectVersions>>[number];

/** Parsed as it is read: a field that a later release added gets its default, and nothing unreadable is obeyed. */
function versionOf<T>({ schema }: PolicyDefinition<T>, { version: row, author }: Row): PolicyVersion<T> {
  const { kind, version, inForceFrom, reason, createdAt } = row;
  return { kind, version, definition: schema.parse(row.definition), inForceFrom, reason, createdBy: author, createdAt };
}

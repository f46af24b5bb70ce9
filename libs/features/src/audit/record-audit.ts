import type { Tx } from '#db/database.js';
import { standsInFor } from '#domain/access/index.js';
import { append, lockHead } from './audit.repository.js';
import { seal, storableDetail, storableText, type AuditResult } from './chain.js';

export interface AuditRecord {
  /** What was done, e.g. `problem.claim`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** JSON; never a password, a token or a cookie. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** `done` when left out. */
  readonly result?: AuditResult;
  /** The refusal's code, when it was not done. */
  readonly code?: string;
  /** The act of somebody who is not signed in (a failed sign-in); otherwise the context's actor did it. */
  readonly byStranger?: boolean;
}

/**
 * Adds entries to the district's audit trail, in the transaction of the act itself; who, from where and which request
 * come from its context. Call it last in a transaction: it locks the end of the chain until the commit.
 */
export async function recordAudit(tx: Tx, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  const { from, requestId } = tx.context;
  const head = await lockHead(tx);
  const entries = seal(
    head,
    records.map((record) => ({
      districtId: tx.districtId,
      at: tx.now,
      ...authorOf(tx, record),
      action: record.action,
      subjectKind: record.subjectKind,
      subjectId: storableText(record.subjectId),
      result: record.result ?? 'done',
      code: record.code ?? null,
      fromAddress: storableText(from),
      requestId: storableText(requestId),
      detail: storableDetail({ ...record.detail, ...stoodInFor(tx) }),
    })),
  );
  await append(tx, entries);
}

/** A deputy's acts say for whom they stood in at that moment, whether or not the act needed it. */
function stoodInFor(tx: Tx): { standsInFor?: string[] } {
  const { actor } = tx.context;
  if (actor.kind !== 'person' || standsInFor(actor).length === 0) return {};
  return { standsInFor: standsInFor(actor).map(({ personId }) => personId) };
}

function authorOf(tx: Tx, record: AuditRecord): { personId: string | null; personName: string } {
  const { actor } = tx.context;
  if (record.byStranger) return { personId: null, personName: 'stranger' };
  return actor.kind === 'person'
    ? { personId: actor.personId, personName: storableText(actor.name) }
    : { personId: null, personName: 'system' };
}

import type { Tx } from '#db/database.js';
import { entriesAfter, readHead } from './audit.repository.js';
import { brokenBy, CHAIN_START, type BrokenReason } from './chain.js';

const PAGE = 2_000;

export interface ChainReport {
  /** Entries that continue the chain. */
  readonly entries: number;
  /** Number and hash of the last one; kept somewhere else, it proves later that nothing before it was rewritten. */
  readonly end: { readonly seq: number; readonly hash: string };
  /** The first place where the chain does not hold, or null. */
  readonly broken: { readonly seq: number; readonly reason: BrokenReason } | null;
}

/** Walks the district's whole trail and recomputes every link. Read only; run it in one snapshot (`Database.read`). */
export async function verifyAuditChain(tx: Tx): Promise<ChainReport> {
  const stored = await readHead(tx);
  let end = { seq: 0, hash: CHAIN_START };
  for (;;) {
    const page = await entriesAfter(tx, end.seq, PAGE);
    for (const entry of page) {
      const reason = brokenBy(end, entry);
      if (reason) return { entries: end.seq, end, broken: { seq: end.seq + 1, reason } };
      end = { seq: entry.seq, hash: entry.hash };
    }
    if (page.length < PAGE) break;
  }
  const whole = end.seq === stored.seq && end.hash === stored.hash;
  return { entries: end.seq, end, broken: whole ? null : { seq: end.seq + 1, reason: 'endMissing' } };
}

import { and, desc, eq, gte, lt } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { auditEntry } from '#db/schema/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type { AuditQuery } from './audit.dto.js';
import type { SealedEntry } from './chain.js';

const cursorKey = z.tuple([z.int().positive()]);

/** The district's trail, newest entry first. */
export async function auditTrail(tx: Tx, query: AuditQuery): Promise<Page<SealedEntry>> {
  const before = decodeCursor(query.cursor, cursorKey)?.[0];
  const rows = await tx.sql
    .select()
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.districtId, tx.districtId),
        before === undefined ? undefined : lt(auditEntry.seq, before),
        query.personId ? eq(auditEntry.personId, query.personId) : undefined,
        query.action ? eq(auditEntry.action, query.action) : undefined,
        query.subjectKind ? eq(auditEntry.subjectKind, query.subjectKind) : undefined,
        query.subjectId ? eq(auditEntry.subjectId, query.subjectId) : undefined,
        query.result ? eq(auditEntry.result, query.result) : undefined,
        query.from === undefined ? undefined : gte(auditEntry.at, query.from),
        query.to === undefined ? undefined : lt(auditEntry.at, query.to),
      ),
    )
    .orderBy(desc(auditEntry.seq))
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.seq]) : null };
}

import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { handOverSheet } from '#db/schema/index.js';
import { authorOf } from '#domain/access/index.js';
import { handOverSheetView, type HandOverSheet } from './hand-over-sheet.dto.js';

/** Written once: what a contract handed over is never rewritten. */
export async function insertSheet(tx: Tx, contractId: string, sheet: HandOverSheet): Promise<void> {
  await tx.sql.insert(handOverSheet).values({
    districtId: tx.districtId,
    contractId,
    projectId: sheet.project.id,
    content: z.encode(handOverSheetView, sheet) as Record<string, unknown>,
    frozenAt: tx.now,
    frozenBy: authorOf(tx.context),
  });
}

export async function selectSheet(tx: Tx, contractId: string): Promise<HandOverSheet | undefined> {
  const [row] = await tx.sql
    .select({ content: handOverSheet.content })
    .from(handOverSheet)
    .where(and(eq(handOverSheet.districtId, tx.districtId), eq(handOverSheet.contractId, contractId)));
  return row && handOverSheetView.parse(row.content);
}

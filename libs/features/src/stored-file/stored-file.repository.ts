import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { storedFile } from '#db/schema/index.js';

export type StoredFileRow = typeof storedFile.$inferSelect;
export type NewStoredFile = Pick<StoredFileRow, 'fileId' | 'key' | 'contentType' | 'bytes' | 'sha256'>;

const these = (tx: Tx, fileIds: readonly string[]) =>
  and(eq(storedFile.districtId, tx.districtId), inArray(storedFile.fileId, [...fileIds]));

export async function insertReserved(tx: Tx, files: readonly NewStoredFile[]): Promise<void> {
  await tx.sql
    .insert(storedFile)
    .values(
      files.map((file) => ({ districtId: tx.districtId, ...file, state: 'reserved' as const, createdAt: tx.now })),
    );
}

/** How many of them were still reserved. */
export async function markKept(tx: Tx, fileIds: readonly string[]): Promise<number> {
  const kept = await tx.sql
    .update(storedFile)
    .set({ state: 'kept' })
    .where(and(these(tx, fileIds), eq(storedFile.state, 'reserved')))
    .returning({ id: storedFile.fileId });
  return kept.length;
}

export async function markReleased(tx: Tx, fileIds: readonly string[]): Promise<void> {
  await tx.sql.update(storedFile).set({ state: 'released' }).where(these(tx, fileIds));
}

/** Takes those that nothing keeps out of reach of who reserved them; answers which may be erased. */
export async function claimUnneeded(tx: Tx, fileIds: readonly string[]): Promise<StoredFileRow[]> {
  const rows = await tx.sql
    .select()
    .from(storedFile)
    .where(and(these(tx, fileIds), ne(storedFile.state, 'kept')))
    .orderBy(storedFile.fileId)
    .for('update');
  const unneeded = rows.map(({ fileId }) => fileId);
  if (unneeded.length > 0) await markReleased(tx, unneeded);
  return rows;
}

export async function deleteReleased(tx: Tx, fileIds: readonly string[]): Promise<void> {
  await tx.sql.delete(storedFile).where(and(these(tx, fileIds), eq(storedFile.state, 'released')));
}

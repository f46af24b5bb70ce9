import { and, count, eq, or } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { storedFile, visitPhoto } from '#db/schema/index.js';

export type PhotoRow = typeof visitPhoto.$inferSelect;
export type NewPhotoRow = Omit<typeof visitPhoto.$inferInsert, 'districtId' | 'uploadedAt'>;

/** The photo of this id, or one of this visit that came from the same bytes. */
export async function findSentPhoto(
  tx: Tx,
  visitId: string,
  photoId: string | undefined,
  sentSha256: string,
): Promise<{ photo: PhotoRow; bytes: number } | undefined> {
  const sameBytes = and(eq(visitPhoto.visitId, visitId), eq(visitPhoto.sentSha256, sentSha256));
  const rows = await tx.sql
    .select({ photo: visitPhoto, bytes: storedFile.bytes })
    .from(visitPhoto)
    .innerJoin(
      storedFile,
      and(eq(storedFile.districtId, visitPhoto.districtId), eq(storedFile.fileId, visitPhoto.fileId)),
    )
    .where(
      and(
        eq(visitPhoto.districtId, tx.districtId),
        photoId === undefined ? sameBytes : or(eq(visitPhoto.photoId, photoId), sameBytes),
      ),
    );
  return rows.find(({ photo }) => photo.photoId === photoId) ?? rows[0];
}

export async function photosOf(tx: Tx, visitId: string): Promise<number> {
  const [row] = await tx.sql
    .select({ photos: count() })
    .from(visitPhoto)
    .where(and(eq(visitPhoto.districtId, tx.districtId), eq(visitPhoto.visitId, visitId)));
  return row?.photos ?? 0;
}

export async function insertPhoto(tx: Tx, row: NewPhotoRow): Promise<PhotoRow> {
  const [inserted] = await tx.sql
    .insert(visitPhoto)
    .values({ districtId: tx.districtId, ...row, uploadedAt: tx.now })
    .returning();
  return inserted!;
}

/** The row that was there. */
export async function deletePhoto(tx: Tx, visitId: string, photoId: string): Promise<PhotoRow | undefined> {
  const [row] = await tx.sql
    .delete(visitPhoto)
    .where(
      and(eq(visitPhoto.districtId, tx.districtId), eq(visitPhoto.visitId, visitId), eq(visitPhoto.photoId, photoId)),
    )
    .returning();
  return row;
}

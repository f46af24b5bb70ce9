import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { project, storedFile, visit, visitPhoto } from '#db/schema/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { visitsInReach, type VisitReach } from './visit.queries.js';

export interface PhotoFile {
  readonly fileId: string;
  readonly key: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly visitedOn: PlainDate;
}

/** Where a photo of a visit within reach lies; undefined when there is none that this person may see. */
export async function selectPhotoFile(
  tx: Tx,
  reach: VisitReach,
  visitId: string,
  photoId: string,
  which: 'full' | 'thumbnail',
): Promise<PhotoFile | undefined> {
  const fileId = which === 'full' ? visitPhoto.fileId : visitPhoto.thumbnailFileId;
  const [row] = await tx.sql
    .select({
      fileId: storedFile.fileId,
      key: storedFile.key,
      contentType: storedFile.contentType,
      bytes: storedFile.bytes,
      sha256: storedFile.sha256,
      visitedOn: visit.visitedOn,
    })
    .from(visitPhoto)
    .innerJoin(visit, and(eq(visit.districtId, visitPhoto.districtId), eq(visit.visitId, visitPhoto.visitId)))
    .innerJoin(project, and(eq(project.districtId, visit.districtId), eq(project.projectId, visit.projectId)))
    .innerJoin(storedFile, and(eq(storedFile.districtId, visitPhoto.districtId), eq(storedFile.fileId, fileId)))
    .where(
      and(
        eq(visitPhoto.districtId, tx.districtId),
        eq(visitPhoto.visitId, visitId),
        eq(visitPhoto.photoId, photoId),
        visitsInReach(reach),
      ),
    );
  return row;
}

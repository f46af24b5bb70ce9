import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import type { Actor, CommandContext } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { RefusedError, type Refusal } from '#domain/refusal.js';
import { keepFiles, releaseFiles, StoredFiles } from '#features/stored-file/index.js';
import { Config } from '#platform/config/index.js';
import { clearUploads, type IncomingUpload, type ReceivedUpload } from '#platform/http/index.js';
import {
  Gate,
  PHOTO_MEDIA_TYPE,
  pictureKindOf,
  redrawPhoto,
  type RedrawFault,
  type RedrawnPhoto,
} from '#platform/images/index.js';
import { personOf } from './visit.access.js';
import { PHOTOS_PER_VISIT } from './visit.dto.js';
import { photoViewOf } from './visit.queries.js';
import { changeable, finish } from './visit.service.js';
import { PHOTO_BYTES, PHOTO_FIELD, photoFields, type PhotoAdded, type PhotoFields } from './visit-photo.dto.js';
import { deletePhoto, findSentPhoto, insertPhoto, photosOf } from './visit-photo.repository.js';

/** Pictures drawn at once in one process, and uploads that may wait for it: memory stays flat whatever comes in. */
const DRAWN_AT_ONCE = 2;
const WAITING_AT_MOST = 30;

const refusals: Readonly<Record<RedrawFault, string>> = {
  unsupported: 'photo.unsupported',
  tooManyPixels: 'photo.too_many_pixels',
  foreign: 'photo.foreign_content',
  malformed: 'photo.unreadable',
  truncated: 'photo.unreadable',
};
const refusal = (code: string, args: Refusal['args'] = {}): Refusal => ({
  code,
  args: { field: PHOTO_FIELD, ...args },
});

type Received = ReceivedUpload<PhotoFields>;

/** Photos of visits. Nothing of what a device sends is stored: it is looked over, drawn anew, and forgotten. */
@Injectable()
export class VisitPhotoService implements OnModuleInit {
  private readonly gate = new Gate(DRAWN_AT_ONCE, WAITING_AT_MOST);

  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly config: Config,
  ) {}

  async onModuleInit(): Promise<void> {
    await clearUploads(this.config.env.UPLOADS_FOLDER);
  }

  /**
   * Adds a photo to one's own visit. The same photo again (its id, or its bytes) is the photo that is there.
   * Refusals: `visit.not_found`, `visit.not_yours`, `visit.already_withdrawn`, `visit.too_many_photos`, before anything
   * is read; then `photo.too_large`, `photo.name_invalid`, `photo.unsupported`, `photo.too_many_pixels`,
   * `photo.foreign_content`, `photo.unreadable`, `photo.id_taken`, each naming its field.
   */
  async add(context: CommandContext, visitId: string, upload: IncomingUpload): Promise<PhotoAdded> {
    const by = personOf(context);
    const { idempotency: _, ...looking } = context;
    await this.database.transaction(looking, (tx) => changeable(tx, by, visitId, 'add', null));
    const rules = {
      field: PHOTO_FIELD,
      maxBytes: PHOTO_BYTES,
      schema: photoFields,
      tooLarge: refusal('photo.too_large', { limitMegabytes: PHOTO_BYTES / 1024 / 1024 }),
      badName: refusal('photo.name_invalid'),
      admit: (head: Uint8Array) => (pictureKindOf(head) === null ? refusal('photo.unsupported') : null),
    };
    return upload.receive(this.config.env.UPLOADS_FOLDER, rules, (received) =>
      this.keep(withContent(context, received), by, visitId, received),
    );
  }

  /** Takes a photo off one's own visit; its bytes are erased. */
  async remove(context: CommandContext, visitId: string, photoId: string): Promise<void> {
    const by = personOf(context);
    await this.database.transaction(context, async (tx) => {
      const { version } = await changeable(tx, by, visitId, 'add', null);
      const photo = await deletePhoto(tx, visitId, photoId);
      if (!photo) throw new RefusedError({ code: 'photo.not_found', args: {} });
      await releaseFiles(tx, [photo.fileId, photo.thumbnailFileId]);
      await finish(tx, 'visit.remove-photo', visitId, version, { photoId });
    });
  }

  private async keep(context: CommandContext, by: Actor, visitId: string, received: Received): Promise<PhotoAdded> {
    const { idempotency: _, ...looking } = context;
    const sent = await this.database.transaction(looking, (tx) => mayAdd(tx, by, visitId, received));
    if (sent) return sent;
    const drawn = await this.gate.enter(async () => redrawPhoto(await readFile(received.path)));
    if (drawn === 'full') throw new RefusedError({ code: 'server.unavailable', args: {} });
    if (typeof drawn === 'string') throw new RefusedError(refusal(refusals[drawn]));
    const contents = [drawn.full, drawn.thumbnail].map(({ bytes }) => ({
      bytes,
      contentType: PHOTO_MEDIA_TYPE,
      extension: 'jpg',
    }));
    return this.files.storeFor(context, 'visit-photo', contents, ([fileId, thumbnailFileId]) =>
      this.database.transaction(context, async (tx) => {
        const meanwhile = await mayAdd(tx, by, visitId, received);
        if (meanwhile) return meanwhile;
        await keepFiles(tx, [fileId!, thumbnailFileId!]);
        const { version } = await changeable(tx, by, visitId, 'add', null);
        const row = await insertPhoto(tx, {
          ...{ photoId: received.fields.id ?? newId(), visitId, sentSha256: received.sha256 },
          ...{ fileId: fileId!, thumbnailFileId: thumbnailFileId! },
          ...{ width: drawn.full.width, height: drawn.full.height },
          ...factsOf(drawn, received.fields, tx.now),
        });
        await finish(tx, 'visit.add-photo', visitId, version, { photoId: row.photoId });
        return { ...photoViewOf(row, drawn.full.bytes.byteLength), visitId };
      }),
    );
  }
}

/** The photo when it is there already; otherwise it may be added, and the visit is locked. */
async function mayAdd(tx: Tx, by: Actor, visitId: string, { fields, sha256 }: Received): Promise<PhotoAdded | null> {
  await changeable(tx, by, visitId, 'add', null);
  const sent = await findSentPhoto(tx, visitId, fields.id, sha256);
  if (sent) {
    const { visitId: of, sentSha256 } = sent.photo;
    if (of !== visitId || sentSha256 !== sha256)
      throw new RefusedError({ code: 'photo.id_taken', args: { field: 'id' } });
    return { ...photoViewOf(sent.photo, sent.bytes), visitId };
  }
  if ((await photosOf(tx, visitId)) >= PHOTOS_PER_VISIT)
    throw new RefusedError({ code: 'visit.too_many_photos', args: { limit: PHOTOS_PER_VISIT } });
  return null;
}

/** What the device says goes before what the file says. A time that cannot be is none: a camera's clock may be wrong. */
function factsOf(drawn: RedrawnPhoto, fields: PhotoFields, now: Instant) {
  const taken = fields.takenAt ?? drawn.takenAt;
  const given =
    fields.latitude === undefined || fields.longitude === undefined
      ? drawn.location
      : { latitude: fields.latitude, longitude: fields.longitude };
  const location = fields.keepLocation === 'true' ? given : null;
  return {
    takenAt: taken !== null && taken <= now ? taken : null,
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
  };
}

/** The house's fingerprint is taken before the form is read; what was in it belongs to it. */
function withContent(context: CommandContext, { sha256, fields }: Received): CommandContext {
  const { idempotency } = context;
  if (!idempotency) return context;
  const fingerprint = createHash('sha256')
    .update(`${idempotency.fingerprint} ${sha256} ${JSON.stringify(fields)}`)
    .digest('hex');
  return { ...context, idempotency: { key: idempotency.key, fingerprint } };
}

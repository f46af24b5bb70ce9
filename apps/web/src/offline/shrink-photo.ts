import { exifFacts, findExif } from '#domain/visit/exif.js';
import type { TakenPhoto } from './waiting.js';

const MOST_BYTES = 300 * 1024;
/** A camera writes its notes at the beginning of the file. */
const NOTES_WITHIN = 512 * 1024;
/** An iPhone's HEIC, which another phone cannot read, goes as it is, up to the server's limit. */
const MOST_BYTES_AS_IT_IS = 12 * 1024 * 1024;

/**
 * A photo at most 300 KB small, drawn anew, so that what its file says stays on the device. When it was taken is kept;
 * where, only beside it, for its author to decide. Null: it can neither be read here nor sent as it is.
 */
export async function shrinkPhoto(file: File): Promise<Omit<TakenPhoto, 'id'> | null> {
  const head = new Uint8Array(await file.slice(0, NOTES_WITHIN).arrayBuffer());
  const { takenAt, location } = exifFacts(findExif(head));
  const facts = { takenAt: moment(takenAt ?? file.lastModified), place: location };
  const image = await readImage(file);
  if (!image) return isHeic(head) && file.size <= MOST_BYTES_AS_IT_IS ? { blob: file, ...facts } : null;
  try {
    for (const side of [1600, 1200, 900, 640])
      for (const quality of [0.82, 0.7, 0.55]) {
        const blob = await drawn(image, side, quality);
        if (blob && blob.size <= MOST_BYTES) return { blob, ...facts };
      }
    return null;
  } finally {
    image.close();
  }
}

/** A file without a time of its own says 0. */
const moment = (ms: number): string | null => (ms > 0 ? new Date(ms).toISOString() : null);

const isHeic = (head: Uint8Array): boolean =>
  /^ftyp(hei|hev|mif1|msf1)/.test(String.fromCharCode(...head.subarray(4, 12)));

/** The browser turns it upright by itself. Read without an address of its own, which the policy of this house forbids. */
const readImage = (file: File): Promise<ImageBitmap | null> => createImageBitmap(file).catch(() => null);

function drawn(image: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

const LONGEST_SIDE = 1600;
const MOST_BYTES = 300 * 1024;
/** A picture that this device cannot read (an iPhone's HEIC on another phone) goes as it is, up to the server's limit. */
const MOST_BYTES_AS_IT_IS = 12 * 1024 * 1024;

export interface ShrunkPhoto {
  readonly blob: Blob;
  /** ISO, when the file says it. */
  readonly takenAt: string | null;
}

/**
 * A photo at most 300 KB small, drawn anew, so that where it was taken and what else its file says stay on the device.
 * When it was taken is kept. Null: it can neither be read here nor is small enough to be sent as it is.
 */
export async function shrinkPhoto(file: File): Promise<ShrunkPhoto | null> {
  const takenAt =
    Number.isFinite(file.lastModified) && file.lastModified > 0 ? new Date(file.lastModified).toISOString() : null;
  const image = await readImage(file);
  if (!image) return file.size <= MOST_BYTES_AS_IT_IS ? { blob: file, takenAt } : null;
  for (const side of [LONGEST_SIDE, 1200, 900, 640])
    for (const quality of [0.82, 0.7, 0.55]) {
      const blob = await drawn(image, side, quality);
      if (blob && blob.size <= MOST_BYTES) return { blob, takenAt };
    }
  return null;
}

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

import sharp, { type Sharp } from 'sharp';
import { exifFacts, type ExifFacts } from '#domain/visit/exif.js';
import { decodeHeic } from './heic-decoder.js';
import { pictureKindOf } from './picture-kind.js';
import type { LayoutFault } from './layout-found.js';
import { pictureLayout } from './picture-layout.js';

export interface DrawnPicture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A photo drawn anew: nothing of the file that was sent is in it but what it looks like. */
export interface RedrawnPhoto extends ExifFacts {
  readonly full: DrawnPicture;
  readonly thumbnail: DrawnPicture;
}

export type RedrawFault = LayoutFault | 'unsupported' | 'tooManyPixels';

export const PHOTO_MEDIA_TYPE = 'image/jpeg';
export const FULL_EDGE = 2_048;
export const THUMBNAIL_EDGE = 400;

/** The largest that phones make, and some more. */
const PIXELS_AT_MOST = 110_000_000;
/** What one picture may take of the memory: pictures that a decoder must hold whole may have fewer pixels. */
const HELD_AT_MOST = 100 * 1024 * 1024;
const LONGEST_EDGE = 20_000;
const SECONDS_PER_PICTURE = 8;

sharp.cache(false);
sharp.concurrency(1);
// Only what is asked for here may be read, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/**
 * Looks a photo over and draws it anew as JPEG: at most 2,048 pixels a side, and a thumbnail. Its size is read from its
 * header first, so that a bomb is never decoded. Turned upright; colours become sRGB; all metadata stays behind, taking
 * time and place are handed out beside it.
 */
export async function redrawPhoto(file: Buffer): Promise<RedrawnPhoto | RedrawFault> {
  const kind = pictureKindOf(file);
  if (kind === null) return 'unsupported';
  const layout = pictureLayout(kind, file);
  if (typeof layout === 'string') return layout;
  const { width, height, heldBytes } = layout;
  if (width * height > PIXELS_AT_MOST || Math.max(width, height) > LONGEST_EDGE || heldBytes > HELD_AT_MOST)
    return 'tooManyPixels';
  try {
    const source = kind === 'heic' ? await heicSource(file) : ordinarySource(file);
    if (!source) return 'malformed';
    const full = await drawn(source, FULL_EDGE, 80);
    const thumbnail = await drawn(sharp(full.bytes), THUMBNAIL_EDGE, 70);
    return { full, thumbnail, ...exifFacts(layout.exif) };
  } catch {
    // libvips says in words what it could not read; none of them is worth more to a person than that.
    return 'malformed';
  }
}

function ordinarySource(file: Buffer): Sharp {
  return sharp(file, { failOn: 'error', limitInputPixels: PIXELS_AT_MOST, sequentialRead: true }).autoOrient();
}

/** The decoder has turned it upright already. */
async function heicSource(file: Buffer): Promise<Sharp | null> {
  const pixels = await decodeHeic(file);
  if (!pixels || pixels.width * pixels.height * 4 > HELD_AT_MOST) return null;
  const { width, height, data } = pixels;
  return sharp(data, { raw: { width, height, channels: 4 } });
}

async function drawn(source: Sharp, edge: number, quality: number): Promise<DrawnPicture> {
  const { data, info } = await source
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality, progressive: true })
    .timeout({ seconds: SECONDS_PER_PICTURE })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

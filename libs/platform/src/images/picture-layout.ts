import { endsAsArchive, holdsForeignContent } from './foreign-content.js';
import { jpegLayout } from './layout-jpeg.js';
import { heicLayout, pngLayout, webpLayout } from './layout-boxes.js';
import type { LayoutFault, LayoutFound, PictureLayout } from './layout-found.js';
import type { PictureKind } from './picture-kind.js';

const readers: Readonly<Record<PictureKind, (file: Buffer) => LayoutFound | LayoutFault>> = {
  jpeg: jpegLayout,
  png: pngLayout,
  webp: webpLayout,
  heic: heicLayout,
};

/** Walks the file from its first byte to its last. Never throws, whatever the bytes are. */
export function pictureLayout(kind: PictureKind, file: Buffer): PictureLayout | LayoutFault {
  const found = readers[kind](file);
  if (typeof found === 'string') return found;
  if (endsAsArchive(file) || found.aside.some(holdsForeignContent)) return 'foreign';
  const { width, height, heldBytes, exif } = found;
  return width > 0 && height > 0 ? { width, height, heldBytes, exif } : 'malformed';
}

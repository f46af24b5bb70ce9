import type { LayoutFault, LayoutFound } from './layout-found.js';

const EXIF_HEADER = Buffer.from('Exif\0\0', 'latin1');
const MARKERS_AT_MOST = 10_000;

/**
 * A JPEG: marker segments, then scans, then the end. Phones add to it (a second picture for depth or brightness, a film of
 * the moment, their maker's own notes): such bytes are looked through, not forbidden.
 */
export function jpegLayout(file: Buffer): LayoutFound | LayoutFault {
  let at = 2;
  let width = 0;
  let height = 0;
  let components = 0;
  let heldWhole = false;
  let exif: Buffer | null = null;
  const aside: Buffer[] = [];
  for (let markers = 0; markers < MARKERS_AT_MOST; markers++) {
    if (at + 2 > file.length) return 'truncated';
    if (file[at] !== 0xff) return 'malformed';
    while (file[at + 1] === 0xff) at++;
    const marker = file[at + 1];
    if (marker === undefined) return 'truncated';
    at += 2;
    if (marker === 0xd9) {
      if (width === 0) return 'malformed';
      aside.push(file.subarray(at));
      // Two bytes a coefficient, for every component, until the last scan is in.
      return { width, height, heldBytes: heldWhole ? width * height * components * 2 : 0, exif, aside };
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) continue;
    if (marker === 0x00 || marker === 0xd8) return 'malformed';
    if (at + 2 > file.length) return 'truncated';
    const length = file.readUInt16BE(at);
    if (length < 2) return 'malformed';
    const segment = file.subarray(at + 2, at + length);
    at += length;
    if (at > file.length) return 'truncated';
    if (isFrame(marker)) {
      // A second frame would let the picture be larger than what was looked at.
      if (width !== 0 || segment.length < 6) return 'malformed';
      height = segment.readUInt16BE(1);
      width = segment.readUInt16BE(3);
      components = segment[5]!;
      if (width === 0 || height === 0 || components === 0) return 'malformed';
      heldWhole = marker > 0xc1;
    } else if (marker >= 0xe0 || marker === 0xfe) {
      aside.push(segment);
      if (marker === 0xe1 && exif === null && segment.subarray(0, 6).equals(EXIF_HEADER)) exif = segment.subarray(6);
    }
    if (marker === 0xda) {
      if ((segment[0] ?? 0) < components) heldWhole = true;
      at = endOfScan(file, at);
      if (at < 0) return 'truncated';
    }
  }
  return 'malformed';
}

/** SOF0 to SOF15, without the tables that share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Where the next marker stands that ends a scan's data; -1 when there is none. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) return -1;
    const stuffed = next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!stuffed) return at;
  }
  return -1;
}

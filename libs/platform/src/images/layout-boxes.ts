import { asciiAt } from './picture-kind.js';
import type { LayoutFault, LayoutFound } from './layout-found.js';

const PARTS_AT_MOST = 20_000;

/** A PNG: chunks from IHDR to IEND, and nothing after it. */
export function pngLayout(file: Buffer): LayoutFound | LayoutFault {
  let exif: Buffer | null = null;
  let size: { width: number; height: number; heldBytes: number } | null = null;
  const aside: Buffer[] = [];
  for (let at = 8, parts = 0; parts < PARTS_AT_MOST; parts++) {
    if (at + 12 > file.length) return 'truncated';
    const length = file.readUInt32BE(at);
    const type = asciiAt(file, at + 4, 4);
    const data = file.subarray(at + 8, at + 8 + length);
    at += 12 + length;
    if (at > file.length) return 'truncated';
    if (size === null) {
      if (type !== 'IHDR' || length !== 13) return 'malformed';
      const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
      // Interlaced, it comes in passes over the whole picture.
      size = { width, height, heldBytes: data[12] === 0 ? 0 : width * height * (data[8] === 16 ? 8 : 4) };
    } else if (type === 'IHDR') return 'malformed';
    if (type === 'IEND') return at === file.length ? { ...size, exif, aside } : 'foreign';
    if (type === 'eXIf') exif ??= data;
    if (type !== 'IDAT' && type !== 'fdAT' && type !== 'IHDR' && type !== 'PLTE') aside.push(data);
  }
  return 'malformed';
}

/** A WebP: one RIFF box as long as the file, with chunks in it. */
export function webpLayout(file: Buffer): LayoutFound | LayoutFault {
  if (file.length < 20) return 'truncated';
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) return 'truncated';
  if (file.length - end > 1) return 'foreign';
  let exif: Buffer | null = null;
  let size: { width: number; height: number } | null = null;
  const aside: Buffer[] = [];
  for (let at = 12, parts = 0; at < end; parts++) {
    if (parts >= PARTS_AT_MOST) return 'malformed';
    if (at + 8 > end) return 'truncated';
    const type = asciiAt(file, at, 4);
    const length = file.readUInt32LE(at + 4);
    const data = file.subarray(at + 8, at + 8 + length);
    if (at + 8 + length > end) return 'truncated';
    at += 8 + length + (length % 2);
    const own = webpSize(type, data);
    if (own === 'malformed') return own;
    // The frame may not be larger than the canvas that was announced; the first word counts.
    if (own) size = size ? { width: Math.max(size.width, own.width), height: Math.max(size.height, own.height) } : own;
    if (type === 'EXIF') exif ??= withoutExifHeader(data);
    if (!['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANMF', 'ANIM'].includes(type)) aside.push(data);
  }
  return size ? { ...size, heldBytes: size.width * size.height * 4, exif, aside } : 'malformed';
}

function webpSize(type: string, data: Buffer): { width: number; height: number } | null | 'malformed' {
  switch (type) {
    case 'VP8X':
      if (data.length < 10) return 'malformed';
      return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
    case 'VP8 ':
      if (data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a) return 'malformed';
      return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
    case 'VP8L': {
      if (data.length < 5 || data[0] !== 0x2f) return 'malformed';
      const bits = data.readUInt32LE(1);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      return null;
  }
}

function withoutExifHeader(data: Buffer): Buffer {
  return asciiAt(data, 0, 4) === 'Exif' ? data.subarray(6) : data;
}

/** A HEIC: boxes up to the last byte. Its sizes are those of all pictures in it; the largest one counts. */
export function heicLayout(file: Buffer): LayoutFound | LayoutFault {
  const aside: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  for (let at = 0, parts = 0; at < file.length; parts++) {
    if (parts >= PARTS_AT_MOST) return 'malformed';
    if (at + 8 > file.length) return 'truncated';
    const type = asciiAt(file, at + 4, 4);
    if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return 'foreign';
    const { header, length } = boxLength(file, at);
    if (length < header) return 'malformed';
    if (at + length > file.length) return 'truncated';
    const data = file.subarray(at + header, at + length);
    if (type === 'meta') size = largestSize(data, size);
    if (type !== 'mdat') aside.push(data);
    at += length;
  }
  return size ? { ...size, heldBytes: size.width * size.height * 4, exif: null, aside } : 'malformed';
}

function boxLength(file: Buffer, at: number): { header: number; length: number } {
  const short = file.readUInt32BE(at);
  if (short === 0) return { header: 8, length: file.length - at };
  if (short !== 1) return { header: 8, length: short };
  if (at + 16 > file.length) return { header: 16, length: Number.MAX_SAFE_INTEGER };
  return { header: 16, length: Number(file.readBigUInt64BE(at + 8)) };
}

/** `ispe` boxes say how large the pictures are; their name stands nowhere else in a well-made file. */
function largestSize(meta: Buffer, known: { width: number; height: number } | null) {
  let largest = known;
  for (let at = meta.indexOf('ispe'); at >= 0 && at + 16 <= meta.length; at = meta.indexOf('ispe', at + 4)) {
    const width = meta.readUInt32BE(at + 8);
    const height = meta.readUInt32BE(at + 12);
    if (!largest || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest;
}

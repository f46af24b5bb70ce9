/** What photos may be, by their first bytes; what a client says of its file is not asked. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Brands of HEIF files whose pictures are HEVC; AVIF is another codec. */
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** Needs the first 12 bytes; null for anything that is no photo. */
export function pictureKindOf(head: Uint8Array): PictureKind | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (PNG.every((byte, at) => head[at] === byte)) return 'png';
  if (asciiAt(head, 0, 4) === 'RIFF' && asciiAt(head, 8, 4) === 'WEBP') return 'webp';
  if (asciiAt(head, 4, 4) === 'ftyp' && HEIC_BRANDS.has(asciiAt(head, 8, 4))) return 'heic';
  return null;
}

export function asciiAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

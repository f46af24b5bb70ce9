import { parseInstant, type Instant } from '../calendar/plain-date.js';

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a photo says of when and where it was taken: read on the phone before it is drawn small, and by the server. */
export interface ExifFacts {
  readonly takenAt: Instant | null;
  readonly location: Place | null;
}

const NOTHING: ExifFacts = { takenAt: null, location: null };

const EXIF_FOLDER = 0x8769;
const GPS_FOLDER = 0x8825;
const TAKEN = 0x9003;
const TAKEN_OFFSET = 0x9011;
const [LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE] = [1, 2, 3, 4] as const;
/** Bytes of one value, by the type's number; 0: a type that is not asked for here. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8];
const ENTRIES_AT_MOST = 512;

const HEADER = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** The TIFF block in a photo as it comes from a camera, JPEG or HEIC, wherever its container puts it; null: none. */
export function findExif(file: Uint8Array): Uint8Array | null {
  for (let at = file.indexOf(HEADER[0]!); at >= 0; at = file.indexOf(HEADER[0]!, at + 1)) {
    const found = HEADER.every((byte, n) => file[at + n] === byte);
    const block = file.subarray(at + HEADER.length);
    if (found && /^(II|MM)$/.test(latin(block.subarray(0, 2)))) return block;
  }
  return null;
}

/**
 * Reads the few facts wanted from a TIFF block. Whatever does not fit is as if it were not there: a camera's notes are no
 * reason to refuse a photo. Never throws. A time without an offset is taken for Asia/Shanghai's.
 */
export function exifFacts(tiff: Uint8Array | null): ExifFacts {
  if (!tiff || tiff.length < 14) return NOTHING;
  const order = latin(tiff.subarray(0, 2));
  if (order !== 'II' && order !== 'MM') return NOTHING;
  const reader = new Tiff(tiff, order === 'II');
  const root = reader.folder(reader.long(4));
  const details = reader.folder(reader.pointer(root.get(EXIF_FOLDER)));
  const gps = reader.folder(reader.pointer(root.get(GPS_FOLDER)));
  const latitude = reader.degrees(gps.get(LATITUDE), reader.text(gps.get(LATITUDE_REF)), 'N', 'S', 90);
  const longitude = reader.degrees(gps.get(LONGITUDE), reader.text(gps.get(LONGITUDE_REF)), 'E', 'W', 180);
  return {
    takenAt: momentOf(reader.text(details.get(TAKEN)), reader.text(details.get(TAKEN_OFFSET))),
    location: latitude === null || longitude === null ? null : { latitude, longitude },
  };
}

function momentOf(taken: string, offset: string): Instant | null {
  const [, day, time] = /^(\d{4}:\d\d:\d\d) (\d\d:\d\d:\d\d)$/.exec(taken) ?? [];
  if (day === undefined || time === undefined) return null;
  const zone = /^[+-]\d\d:\d\d$/.test(offset) ? offset : '+08:00';
  return parseInstant(`${day.replaceAll(':', '-')}T${time}${zone}`) ?? null;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where its values stand. */
  readonly at: number;
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

class Tiff {
  private readonly view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly little: boolean,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  short(at: number): number {
    return at < 0 || at + 2 > this.bytes.length ? 0 : this.view.getUint16(at, this.little);
  }

  long(at: number): number {
    return at < 0 || at + 4 > this.bytes.length ? 0 : this.view.getUint32(at, this.little);
  }

  /** The entries of a folder; none when it lies outside. */
  folder(at: number): Map<number, Entry> {
    const entries = new Map<number, Entry>();
    const count = at === 0 ? 0 : Math.min(this.short(at), ENTRIES_AT_MOST);
    for (let n = 0; n < count; n++) {
      const from = at + 2 + n * 12;
      if (from + 12 > this.bytes.length) break;
      const type = this.short(from + 2);
      const values = this.long(from + 4);
      const bytes = (TYPE_BYTES[type] ?? 0) * values;
      if (bytes === 0) continue;
      const place = bytes <= 4 ? from + 8 : this.long(from + 8);
      if (place + bytes <= this.bytes.length) entries.set(this.short(from), { type, count: values, at: place });
    }
    return entries;
  }

  pointer(entry: Entry | undefined): number {
    return entry?.type === 4 ? this.long(entry.at) : 0;
  }

  text(entry: Entry | undefined): string {
    if (entry?.type !== 2 || entry.count > 64) return '';
    return latin(this.bytes.subarray(entry.at, entry.at + entry.count))
      .replace(/\0.*$/s, '')
      .trim();
  }

  /** Degrees, minutes and seconds as fractions. */
  degrees(entry: Entry | undefined, side: string, plus: string, minus: string, most: number): number | null {
    if (entry?.type !== 5 || entry.count !== 3 || (side !== plus && side !== minus)) return null;
    const part = (n: number) => this.long(entry.at + n * 8) / this.long(entry.at + n * 8 + 4);
    const value = part(0) + part(1) / 60 + part(2) / 3600;
    if (!Number.isFinite(value) || value > most) return null;
    return side === plus ? value : -value;
  }
}

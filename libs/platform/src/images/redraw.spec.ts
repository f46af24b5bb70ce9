import { describe, expect, it, jest } from '@jest/globals';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { exifFacts } from '#domain/visit/exif.js';
import { formatInstant } from '#domain/calendar/plain-date.js';
import { pictureKindOf } from './picture-kind.js';
import { pictureLayout } from './picture-layout.js';
import { redrawPhoto, type RedrawnPhoto } from './redraw.js';

jest.setTimeout(30_000);

/** A photo-like picture: neither flat nor noise. */
function picture(width = 640, height = 480) {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at++) data[at] = (at * 7 + Math.floor(at / width) * 3) % 251;
  return sharp(data, { raw: { width, height, channels: 3 } });
}
const exif = {
  IFD0: { Make: 'Phone' },
  IFD2: { DateTimeOriginal: '2026:03:20 15:10:05', OffsetTimeOriginal: '+08:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '34/1 44/1 4776/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '113/1 39/1 0/1',
  },
};
const jpeg = await picture().withExif(exif).jpeg().toBuffer();
const png = await picture().png().toBuffer();
const webp = await picture().webp().toBuffer();

async function drawn(file: Buffer): Promise<RedrawnPhoto> {
  const photo = await redrawPhoto(file);
  if (typeof photo === 'string') throw new Error(photo);
  return photo;
}
const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(typeof crc32 === 'function' ? crc32(body) : 0);
  return Buffer.concat([length, body, crc]);
};
function hugePng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(4_096))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
const zip = Buffer.concat([
  Buffer.from('PK\u0003\u0004', 'latin1'),
  Buffer.alloc(40),
  Buffer.from('PK\u0005\u0006', 'latin1'),
  Buffer.alloc(18),
]);
/** A segment put in right after the start of a JPEG. */
const withSegment = (marker: number, data: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
};

describe('a photo', () => {
  it.each([
    ['jpeg', jpeg],
    ['png', png],
    ['webp', webp],
  ])('comes out as a small JPEG with a thumbnail: %s', async (_kind, file) => {
    const { full, thumbnail } = await drawn(file);
    expect([full.width, full.height, thumbnail.width, thumbnail.height]).toEqual([640, 480, 400, 300]);
    expect((await sharp(full.bytes).metadata()).format).toBe('jpeg');
  });

  it('loses everything that is not picture; time and place are handed out beside it', async () => {
    const { full, thumbnail, takenAt, location } = await drawn(jpeg);
    for (const { bytes } of [full, thumbnail]) {
      const { exif: left, icc, iptc, xmp } = await sharp(bytes).metadata();
      expect([left, icc, iptc, xmp]).toEqual([undefined, undefined, undefined, undefined]);
      expect(Buffer.from(bytes).includes('Phone')).toBe(false);
    }
    expect(takenAt && formatInstant(takenAt)).toBe('2026-03-20T15:10:05+08:00');
    expect(location?.latitude).toBeCloseTo(34.7466, 6);
    expect(location?.longitude).toBeCloseTo(113.65, 6);
  });

  it('is never larger than it needs to be, and stands upright', async () => {
    const large = await picture(3_000, 1_000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { full, thumbnail } = await drawn(large);
    expect([full.width, full.height]).toEqual([683, 2_048]);
    expect([thumbnail.width, thumbnail.height]).toEqual([133, 400]);
  });

  it('may carry what phones append: a second picture, a film, the maker’s notes', async () => {
    const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(4_000, 7)]);
    for (const tail of [jpeg, film, Buffer.from('SEFHe\u0001SEFT', 'latin1'), Buffer.alloc(100)])
      expect((await drawn(Buffer.concat([jpeg, tail]))).full.width).toBe(640);
  });
});

describe('what is refused', () => {
  const faultOf = async (file: Buffer) => {
    const photo = await redrawPhoto(file);
    return typeof photo === 'string' ? photo : 'drawn';
  };

  it('anything that is no photo, whatever it calls itself', async () => {
    const avif = await picture(64, 64).avif().toBuffer();
    const gif = await picture(64, 64).gif().toBuffer();
    const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    for (const file of [avif, gif, svg, zip, Buffer.from('GIF89a/*'), Buffer.alloc(0), Buffer.alloc(64)])
      expect(await faultOf(file)).toBe('unsupported');
  });

  it('a picture that is something else as well', async () => {
    const html = Buffer.from('<HTML><body onload=alert(1)>');
    const php = Buffer.from('<?php system($_GET[0]); ?>');
    const odd = [
      ...[zip, html, php, Buffer.from('%PDF-1.7')].map((tail) => Buffer.concat([jpeg, tail])),
      ...[zip, html, php].flatMap((inside) => [withSegment(0xfe, inside), withSegment(0xe5, inside)]),
      Buffer.concat([png, zip]),
      Buffer.concat([png, Buffer.alloc(1)]),
      Buffer.concat([png.subarray(0, 33), chunk('tEXt', html), png.subarray(33)]),
      Buffer.concat([webp, zip]),
    ];
    for (const file of odd) expect(await faultOf(file)).toBe('foreign');
  });

  it('an archive that only the record at its end gives away, after a photo or inside what phones append', async () => {
    const end = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);
    const packed = deflateSync(Buffer.alloc(2_000, 'x'));
    const withComment = (length: number) => {
      const record = Buffer.from(end);
      record.writeUInt16LE(length, 20);
      return Buffer.concat([record, Buffer.alloc(length, 'c')]);
    };
    const tails = [end, Buffer.concat([packed, end]), withComment(1), Buffer.concat([packed, withComment(65_535)])];
    for (const tail of tails) {
      // Without its local headers: nothing in it looks like an archive but the end, from which an unzipper reads back.
      expect(tail.includes(Buffer.from('PK\u0003\u0004', 'latin1'))).toBe(false);
      for (const photo of [jpeg, png, webp, Buffer.concat([jpeg, jpeg])])
        expect(await faultOf(Buffer.concat([photo, tail]))).toBe('foreign');
    }
    // A second picture behind it does not hide the record, as long as an unzipper would still look there.
    expect(await faultOf(Buffer.concat([jpeg, end, await picture(16, 16).jpeg().toBuffer()]))).toBe('foreign');
    expect(typeof (await redrawPhoto(Buffer.concat([jpeg, packed])))).toBe('object');
  });

  it('a bomb, from its header alone', async () => {
    const started = performance.now();
    expect(await faultOf(hugePng(50_000, 50_000))).toBe('tooManyPixels');
    expect(await faultOf(hugePng(60_000, 1))).toBe('tooManyPixels');
    const wide = Buffer.from(jpeg);
    wide.writeUInt16BE(60_000, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5);
    expect(await faultOf(wide)).toBe('tooManyPixels');
    expect(performance.now() - started).toBeLessThan(100);
  });

  it('many pixels that a decoder would have to hold whole', async () => {
    const whole = async (file: Buffer) => {
      const layout = pictureLayout(pictureKindOf(file)!, file);
      return typeof layout === 'string' ? layout : layout.heldBytes;
    };
    expect(await whole(jpeg)).toBe(0);
    expect(await whole(png)).toBe(0);
    expect(await whole(await picture().jpeg({ progressive: true }).toBuffer())).toBe(640 * 480 * 6);
    expect(await whole(await picture().png({ progressive: true }).toBuffer())).toBe(640 * 480 * 4);
    expect(await whole(webp)).toBe(640 * 480 * 4);
    const large = Buffer.from(await picture().jpeg({ progressive: true }).toBuffer());
    const frame = large.indexOf(Buffer.from([0xff, 0xc2]));
    large.writeUInt16BE(9_000, frame + 5);
    large.writeUInt16BE(9_000, frame + 7);
    expect(await faultOf(large)).toBe('tooManyPixels');
  });

  it('a truncated one, wherever it ends', async () => {
    for (const file of [jpeg, png, webp])
      for (const share of [0.05, 0.3, 0.7, 0.99, 0.9999])
        expect(['truncated', 'malformed', 'foreign']).toContain(
          await faultOf(file.subarray(0, Math.floor(file.length * share))),
        );
  });

  it('an unreadable HEIC', async () => {
    const ispe = Buffer.concat([
      Buffer.from([0, 0, 0, 20]),
      Buffer.from('ispe'),
      Buffer.alloc(4),
      Buffer.from([0, 0, 2, 0, 0, 0, 2, 0]),
    ]);
    const box = (type: string, data: Buffer) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(data.length + 8);
      return Buffer.concat([length, Buffer.from(type), data]);
    };
    const file = Buffer.concat([
      box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')),
      box('meta', ispe),
      box('mdat', Buffer.alloc(64)),
    ]);
    expect(pictureKindOf(file)).toBe('heic');
    expect(await faultOf(file)).toBe('malformed');
    expect(await faultOf(Buffer.concat([file, zip]))).toBe('foreign');
    const bomb = Buffer.from(file);
    bomb.writeUInt32BE(50_000, file.indexOf('ispe') + 8);
    expect(await faultOf(bomb)).toBe('tooManyPixels');
  });
});

describe('readers of strangers’ bytes', () => {
  it('never throw', () => {
    const starts = { jpeg, png, webp, heic: Buffer.from('\0\0\0\x18ftypheic', 'latin1') };
    const edits = fc.array(fc.tuple(fc.nat({ max: 900 }), fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.constantFrom('jpeg', 'png', 'webp', 'heic'),
        edits,
        fc.nat({ max: 2_000 }),
        (kind, changes, end) => {
          const file = Buffer.from(starts[kind].subarray(0, Math.max(12, end)));
          for (const [at, byte] of changes) if (at >= 12 && at < file.length) file[at] = byte;
          pictureLayout(kind, file);
          exifFacts(file.subarray(0, 600));
        },
      ),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, little) => {
        exifFacts(Buffer.concat([Buffer.from(little ? 'II' : 'MM'), bytes]));
      }),
      { numRuns: 2_000 },
    );
  });
});

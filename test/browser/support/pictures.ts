import sharp from 'sharp';

/** A picture as large as a phone takes them, with what a phone writes into it of when and where. */
export async function pictureFromAPhone(width = 4000, height = 3000): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#6a7f8a',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .withExif({
      IFD2: { DateTimeOriginal: '2023:03:23 15:10:05', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '34/1 44/1 4776/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 39/1 0/1',
      },
    })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** It says that it is an iPhone's photo, and is none: the phone cannot tell, the server can. */
export const brokenHeic: Buffer = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'),
  Buffer.alloc(2_000, 7),
]);

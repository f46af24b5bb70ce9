/** How a picture's file is made up, read without decoding anything. */
export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** What a decoder must hold at once, in bytes; 0 when it can go line by line. */
  readonly heldBytes: number;
  /** The TIFF block of its EXIF data. */
  readonly exif: Buffer | null;
}

/**
 * `truncated`: it ends too early. `malformed`: its parts do not fit together. `foreign`: it is something else as well.
 */
export type LayoutFault = 'truncated' | 'malformed' | 'foreign';

/** What a reader of one format finds: its size, its EXIF, and every stretch of bytes that holds no picture. */
export interface LayoutFound extends PictureLayout {
  readonly aside: readonly Buffer[];
}

/**
 * What makes a picture something else as well: an archive, a page, a script, a program. Every picture is drawn anew, so
 * none of this would be kept; whoever sends it means no photo, and is refused.
 */
const FOREIGN =
  /<script|<!doctype|<iframe|<html[\s>]|<svg[\s>]|<\?php|<%@|%PDF-\d|PK\u0003\u0004|Rar!\u001a\u0007|7z\u00bc\u00af\u0027|\u007fELF|#!\//i;

/** At most this much becomes text at once. */
const WINDOW_BYTES = 1024 * 1024;
const OVERLAP_BYTES = 16;

/** Looks for it in bytes that hold no picture: comments, metadata, what follows the picture. */
export function holdsForeignContent(bytes: Buffer): boolean {
  for (let from = 0; from < bytes.length; from += WINDOW_BYTES - OVERLAP_BYTES)
    if (FOREIGN.test(bytes.toString('latin1', from, from + WINDOW_BYTES))) return true;
  return false;
}

const END_OF_ARCHIVE = Buffer.from('PK\u0005\u0006', 'latin1');
const LONGEST_ARCHIVE_COMMENT = 65_535;
const END_OF_ARCHIVE_BYTES = 22;

/** Whether an unzipper would take the file for an archive: it looks for the directory's end in the last 64 KiB. */
export function endsAsArchive(bytes: Buffer): boolean {
  return bytes.indexOf(END_OF_ARCHIVE, Math.max(0, bytes.length - LONGEST_ARCHIVE_COMMENT - END_OF_ARCHIVE_BYTES)) >= 0;
}

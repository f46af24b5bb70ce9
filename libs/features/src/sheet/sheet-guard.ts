import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { UnreadableSheetError, faultOfFile, type FaultCode } from './sheet-fault.js';

/** A sheet of 20,000 rows and 20 columns unpacks to some 25 MB. */
const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;
const MAX_ENTRIES = 300;
const ZIP_MAGIC = 0x04034b50;
/** The container of old `.xls` files, and of encrypted `.xlsx` ones. */
const COMPOUND_FILE_MAGIC = 0xe011cfd0;

/**
 * Looks through a workbook before any library opens it: that it is a zip of a bounded size when unpacked (counted, not
 * believed), has no macros, no links to other files, and no XML that declares entities.
 * @throws UnreadableSheetError
 */
export async function guardWorkbook(file: Buffer): Promise<void> {
  const magic = file.length >= 4 ? file.readUInt32LE(0) : 0;
  if (magic === COMPOUND_FILE_MAGIC) return refuseFile('old_or_locked_workbook');
  if (magic !== ZIP_MAGIC) return refuseFile('not_a_workbook');
  const zip = await openZip(file);
  try {
    await lookThrough(zip);
  } finally {
    zip.close();
  }
}

async function lookThrough(zip: ZipFile): Promise<void> {
  if (zip.entryCount > MAX_ENTRIES) refuseFile('too_big_unpacked', { limitMb: MAX_UNPACKED_BYTES / 2 ** 20 });
  let left = MAX_UNPACKED_BYTES;
  let hasWorkbook = false;
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName.toLowerCase();
    if (name.endsWith('.bin') && name.includes('vba')) refuseFile('macros');
    if (name.startsWith('xl/externallinks/')) refuseFile('external_links');
    if (name === 'xl/workbook.xml') hasWorkbook = true;
    left = await unpack(zip, entry, left, /\.(xml|rels|vml)$/.test(name));
  }
  if (!hasWorkbook) refuseFile('not_a_workbook');
}

/** Unpacks one entry to nowhere, counting; answers how many bytes are left. */
async function unpack(zip: ZipFile, entry: Entry, left: number, isXml: boolean): Promise<number> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(broken()) : resolve(opened))),
  );
  // A declaration may straddle two chunks, so the end of the last one is kept.
  let tail = '';
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) refuseFile('too_big_unpacked', { limitMb: MAX_UNPACKED_BYTES / 2 ** 20 });
      if (!isXml) continue;
      const text = tail + chunk.toString('latin1');
      if (/<!(DOCTYPE|ENTITY)/i.test(text)) refuseFile('unsafe_xml');
      tail = text.slice(-10);
    }
  } catch (error) {
    throw error instanceof UnreadableSheetError ? error : broken();
  }
  return left;
}

function openZip(file: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) =>
    fromBuffer(file, { lazyEntries: true }, (error, zip) => (error ? reject(broken()) : resolve(zip))),
  );
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const next = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (act: () => void) => {
        zip.removeListener('entry', onEntry);
        zip.removeListener('end', onEnd);
        zip.removeListener('error', onError);
        act();
      };
      const onEntry = (entry: Entry) => settle(() => resolve(entry));
      const onEnd = () => settle(() => resolve(null));
      const onError = () => settle(() => reject(broken()));
      zip.once('entry', onEntry).once('end', onEnd).once('error', onError);
      zip.readEntry();
    });
    if (!next) return;
    yield next;
  }
}

const broken = () => new UnreadableSheetError(faultOfFile('not_a_workbook'));

function refuseFile(code: FaultCode, args: Readonly<Record<string, string | number>> = {}): never {
  throw new UnreadableSheetError(faultOfFile(code, args));
}

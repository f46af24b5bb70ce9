import type { Readable } from 'node:stream';

/** Why bytes could not be stored or fetched; the place is away, full or refuses us. */
export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
}

/**
 * Where files lie: a folder, or a store that speaks S3. It knows keys and bytes and nothing of whose they are; who may see
 * a file is decided before it is opened.
 */
export abstract class FileStore {
  /** Written whole or not at all; the same key again replaces. Throws `FileStoreError`. */
  abstract put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** The bytes as a stream, null when there are none under this key. Throws `FileStoreError`. */
  abstract open(key: string): Promise<Readable | null>;
  /** Fine when there is nothing. Throws `FileStoreError`. */
  abstract remove(key: string): Promise<void>;
  /** Writes, reads and removes a small object; throws `FileStoreError` with what is wrong. For the doctor. */
  async check(): Promise<void> {
    const key = 'check/probe';
    const probe = new TextEncoder().encode('duban');
    await this.put(key, probe, 'text/plain');
    const found = await this.open(key);
    if (!found) throw new FileStoreError('What was written is not found again.');
    let bytes = 0;
    for await (const chunk of found) bytes += (chunk as Uint8Array).byteLength;
    if (bytes !== probe.byteLength) throw new FileStoreError('What was written comes back otherwise.');
    await this.remove(key);
  }
}

/** Small letters, digits, `-` and `.` between slashes, no part beginning with a dot: the same in a folder and in a URL. */
const KEY = /^[a-z0-9-][a-z0-9.-]*(\/[a-z0-9-][a-z0-9.-]*){0,7}$/;

/** Keys are made here and never from what somebody sent; a key of another shape is our own fault, so it throws. */
export function assertKey(key: string): string {
  if (key.length > 300 || !KEY.test(key)) throw new RangeError('Not a key of the file store.');
  return key;
}

import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { assertKey, FileStore, FileStoreError } from './file-store.js';

/** Half-written files; a part of no key begins with a dot. */
const UNFINISHED = '.unfinished';

/** A folder of this machine, or one that several machines mount. */
export class FolderStore extends FileStore {
  private readonly root: string;

  constructor(folder: string) {
    super();
    this.root = path.resolve(folder);
  }

  /** Written beside, flushed, then moved to its place: a reader sees all of it or none, also after a power cut. */
  override async put(key: string, bytes: Uint8Array, _contentType: string): Promise<void> {
    const target = this.placeOf(key);
    const unfinished = path.join(this.root, UNFINISHED, randomUUID());
    await told(async () => {
      await mkdir(path.dirname(unfinished), { recursive: true, mode: 0o700 });
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      try {
        const file = await open(unfinished, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, target);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      await flushFolder(path.dirname(target));
    });
  }

  override async open(key: string): Promise<Readable | null> {
    const place = this.placeOf(key);
    return told(async () => {
      try {
        const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW);
        return file.createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    });
  }

  override async remove(key: string): Promise<void> {
    const place = this.placeOf(key);
    await told(() => rm(place, { force: true }));
  }

  private placeOf(key: string): string {
    return path.join(this.root, ...assertKey(key).split('/'));
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new FileStoreError(`The folder does not answer (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, {
      cause: error,
    });
  }
}

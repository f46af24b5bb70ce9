import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import type { CommandContext } from '#domain/access/index.js';
import { dateOf, type Instant } from '#domain/calendar/index.js';
import { outbox } from '#jobs/index.js';
import { FileStore } from '#platform/files/index.js';
import { eraseFile } from './stored-file.jobs.js';
import { claimUnneeded, deleteReleased, insertReserved, markKept, markReleased } from './stored-file.repository.js';

/** Much longer than writing some files and committing the row that needs them can take. */
const RESERVED_FOR_MS = 60 * 60_000;

export interface FileContent {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Of its key, for people who look into the store: `jpg`. */
  readonly extension: string;
}

/**
 * Files beside rows. First the register says what will be written, then the bytes are written, then the transaction that
 * needs them keeps them. A crash at any point leaves a row that says so, and the job promised with it clears up.
 */
@Injectable()
export class StoredFiles {
  private readonly logger = new Logger('files');

  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
  ) {}

  /**
   * Writes the files and hands their ids, in order, to `use`, whose transaction must `keep` them. When it throws, they
   * are gone again, or go within the hour. Throws `FileStoreError` when the store is away.
   */
  async storeFor<T>(
    context: CommandContext,
    area: string,
    contents: readonly FileContent[],
    use: (fileIds: readonly string[]) => Promise<T>,
  ): Promise<T> {
    // Not an act of its own: a repeated request must reserve anew.
    const { idempotency: _, ...plain } = context;
    const files = await this.database.transaction(plain, (tx) => reserve(tx, area, contents));
    try {
      for (const [n, { bytes, contentType }] of contents.entries())
        await this.store.put(files[n]!.key, bytes, contentType);
      return await use(files.map(({ fileId }) => fileId));
    } finally {
      // Those that were kept stay. The others are of an act that failed, or that turned out to have been done before.
      await this.eraseQuietly(
        plain,
        files.map(({ fileId }) => fileId),
      );
    }
  }

  /** Null when the bytes are not there, which is logged: the register says they should be. */
  async open(file: { readonly fileId: string; readonly key: string }): Promise<Readable | null> {
    const content = await this.store.open(file.key);
    if (!content) this.logger.error({ message: 'A registered file is not in the store', fileId: file.fileId });
    return content;
  }

  /** Removes what nothing needs; a file that is kept stays. Safe to repeat. */
  async erase(context: CommandContext, fileIds: readonly string[]): Promise<void> {
    const unneeded = await this.database.transaction(context, (tx) => claimUnneeded(tx, fileIds));
    if (unneeded.length === 0) return;
    for (const { key } of unneeded) await this.store.remove(key);
    await this.database.transaction(context, (tx) =>
      deleteReleased(
        tx,
        unneeded.map(({ fileId }) => fileId),
      ),
    );
  }

  private async eraseQuietly(context: CommandContext, fileIds: readonly string[]): Promise<void> {
    try {
      await this.erase(context, fileIds);
    } catch (error) {
      this.logger.warn({ message: 'Files will be removed later', fileIds, error: String(error) });
    }
  }
}

/** In the transaction that needs them; throws when they have been cleared away meanwhile. */
export async function keepFiles(tx: Tx, fileIds: readonly string[]): Promise<void> {
  if ((await markKept(tx, fileIds)) !== new Set(fileIds).size) throw new Error('A file was kept too late');
}

/** In the transaction that needs them no more: they are erased after it commits. */
export async function releaseFiles(tx: Tx, fileIds: readonly string[]): Promise<void> {
  await markReleased(tx, fileIds);
  await outbox.addMany(
    tx,
    eraseFile,
    fileIds.map((fileId) => ({ payload: { fileId }, key: `${fileId} released` })),
  );
}

async function reserve(tx: Tx, area: string, contents: readonly FileContent[]) {
  const month = dateOf(tx.now).slice(0, 7);
  const files = contents.map(({ bytes, contentType, extension }) => {
    const fileId = newId();
    return {
      fileId,
      key: `${tx.districtId}/${area}/${month}/${fileId}.${extension}`,
      contentType,
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  });
  await insertReserved(tx, files);
  await outbox.addMany(
    tx,
    eraseFile,
    files.map(({ fileId }) => ({
      payload: { fileId },
      key: `${fileId} reserved`,
      notBefore: (tx.now + RESERVED_FOR_MS) as Instant,
    })),
  );
  return files;
}

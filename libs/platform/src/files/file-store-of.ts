import type { Config } from '../config/index.js';
import type { FileStore } from './file-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';

/** The store that the settings name: a bucket when there is one, else a folder. */
export function fileStoreOf({ env }: Config): FileStore {
  const { FILES_S3_URL, FILES_S3_REGION, FILES_S3_ACCESS_KEY, FILES_S3_SECRET_KEY, FILES_FOLDER } = env;
  return FILES_S3_URL === undefined
    ? new FolderStore(FILES_FOLDER)
    : new S3Store({
        url: FILES_S3_URL,
        region: FILES_S3_REGION,
        accessKeyId: FILES_S3_ACCESS_KEY!,
        secretAccessKey: FILES_S3_SECRET_KEY!,
      });
}

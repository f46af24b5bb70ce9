export { FileStore, FileStoreError } from './file-store.js';
export { fileStoreOf } from './file-store-of.js';
export { FolderStore } from './folder-store.js';
export { S3Store, type S3Settings } from './s3-store.js';

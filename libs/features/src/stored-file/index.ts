export { StoredFileHandlersModule, StoredFileModule } from './stored-file.module.js';
export { StoredFiles, keepFiles, releaseFiles, type FileContent } from './stored-files.js';

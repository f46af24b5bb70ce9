import { Module } from '@nestjs/common';
import { StoredFileHandlers } from './stored-file.handlers.js';
import { StoredFiles } from './stored-files.js';

/** For features that keep files beside their rows. */
@Module({ providers: [StoredFiles], exports: [StoredFiles] })
export class StoredFileModule {}

/** What the worker runs of it. */
@Module({ imports: [StoredFileModule], providers: [StoredFileHandlers] })
export class StoredFileHandlersModule {}

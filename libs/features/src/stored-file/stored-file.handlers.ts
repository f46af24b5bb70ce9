import { Injectable } from '@nestjs/common';
import type { CommandContext } from '#domain/access/index.js';
import { HandleJob } from '#jobs/index.js';
import { eraseFile } from './stored-file.jobs.js';
import { StoredFiles } from './stored-files.js';

@Injectable()
export class StoredFileHandlers {
  constructor(private readonly files: StoredFiles) {}

  @HandleJob(eraseFile)
  async erase({ fileId }: { fileId: string }, context: CommandContext): Promise<void> {
    await this.files.erase(context, [fileId]);
  }
}

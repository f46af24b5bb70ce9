import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { HandleJob, HandlePeriod } from '#jobs/index.js';
import { forgetFiles } from './sheet-import.repository.js';
import { SheetImportService } from './sheet-import.service.js';
import { sheetImportJob } from './sheet.jobs.js';

/** A file that nobody confirmed for so long is not kept. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

@Injectable()
export class SheetHandlers {
  constructor(private readonly imports: SheetImportService) {}

  @HandleJob(sheetImportJob)
  work({ importId }: z.output<typeof sheetImportJob.schema>, context: CommandContext): Promise<void> {
    return this.imports.work(context, importId);
  }

  @HandlePeriod({ name: 'sheet.forget', period: 'day', at: '03:40' })
  forget(tx: Tx): Promise<void> {
    return forgetFiles(tx, (tx.now - KEPT_MS) as Instant);
  }
}

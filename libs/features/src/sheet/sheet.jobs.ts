import { z } from 'zod';
import { defineJob } from '#jobs/index.js';

/** Checks a sheet and, when its sender wants that, lands it. Whoever tries it again finds how far it came. */
export const sheetImportJob = defineJob({
  name: 'sheet.import',
  schema: z.object({ importId: z.uuid() }),
  maxAttempts: 3,
});

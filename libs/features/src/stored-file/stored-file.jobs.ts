import { z } from 'zod';
import { defineJob } from '#jobs/index.js';

/** Bytes that nothing needs are removed: a reserved file whose row never came, or a released one. */
export const eraseFile = defineJob({ name: 'stored-file.erase', schema: z.object({ fileId: z.uuid() }) });

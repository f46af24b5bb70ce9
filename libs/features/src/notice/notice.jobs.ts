import { z } from 'zod';
import { defineJob } from '#jobs/index.js';

/**
 * A mail server may be away for a night: with the usual back-off (doubling, at most an hour) so many tries last more
 * than two days before the promise becomes a dead letter.
 */
const maxAttempts = 60;

/** Sends one notice that cannot wait. */
export const noticeDeliver = defineJob({
  name: 'notice.deliver',
  schema: z.object({ deliveryId: z.uuid() }),
  maxAttempts,
});

/** Sends one person everything that has waited for the morning, in one mail. */
export const noticeDigest = defineJob({
  name: 'notice.digest',
  schema: z.object({ personId: z.uuid() }),
  maxAttempts,
});

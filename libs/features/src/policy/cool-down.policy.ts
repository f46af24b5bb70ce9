import { z } from 'zod';
import { definePolicy } from './define-policy.js';

/**
 * How long the same person is left alone with the same reminder of the same subject: a repeated one is mailed so many
 * workdays after the one before at the earliest. What is new, and what is told at once, never waits.
 */
export const coolDown = definePolicy({
  kind: 'cool-down',
  schema: z.strictObject({ workdays: z.int().min(1).max(20) }),
  startsAs: { workdays: 2 },
  earliest: 'now',
});

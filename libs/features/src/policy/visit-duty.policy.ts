import { z } from 'zod';
import { definePolicy } from './define-policy.js';

/** How often a leader visits a project when the contract says nothing else, and when an unmet duty is reminded of. */
export const visitDuty = definePolicy({
  kind: 'visit-duty',
  schema: z.strictObject({
    visitsPerMonth: z.int().min(0).max(8),
    /** Days of the month on which who has not visited yet is reminded, in order. */
    reminderDays: z
      .array(z.int().min(1).max(28))
      .max(4)
      .refine((days) => days.every((day, index) => index === 0 || day > days[index - 1]!), 'Expected days in order'),
  }),
  startsAs: { visitsPerMonth: 2, reminderDays: [16, 25] },
  earliest: 'now',
});
export type VisitDuty = z.output<typeof visitDuty.schema>;

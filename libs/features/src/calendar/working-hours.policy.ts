import { z } from 'zod';
import { validateWorkHours } from '#domain/calendar/index.js';
import { definePolicy } from '#features/policy/index.js';
import { zTimeOfDay } from '#platform/http/index.js';
import { startingHours } from './starting-hours.queries.js';

/** From when to when people work: what deadlines end with, and mornings begin with. */
export const workingHours = definePolicy({
  kind: 'working-hours',
  schema: z.strictObject({ startsAt: zTimeOfDay, endsAt: zTimeOfDay }),
  startsAs: startingHours,
  check: validateWorkHours,
  // A shorter day must not put a deadline of today into the past.
  earliest: 'tomorrow',
});

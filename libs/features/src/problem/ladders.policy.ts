import { z } from 'zod';
import { answerers, validateLadders, type Ladders } from '#domain/ladder/index.js';
import { definePolicy } from '#features/policy/index.js';
import { zId, zText } from '#platform/http/index.js';
import { startingLadders } from './ladders.queries.js';
import { settleLadders } from './ladders.repository.js';
import { zCategory, zRungNumber, zSeverity } from './problem.dto.js';

// Whole numbers only; which of them a ladder can be lived with, and the rung at fault, is the domain's to say.
const rung = z.strictObject({
  number: zRungNumber,
  answeredBy: z.enum(answerers),
  respondWorkdays: z.int().nullable(),
  resolveWorkdays: z.int().nullable(),
  whistle: z.strictObject({ signHours: z.number(), contactHours: z.number() }).nullable(),
});

const ladder = z.strictObject({
  id: zId,
  /** Given by the system: it rises with each change of this ladder. */
  version: z.int().min(1).default(1),
  name: zText(40),
  rungs: z.array(rung).max(6),
  verifyWorkdays: z.int(),
  reminderWorkdaysBefore: z.int(),
  thirdTimeOnAgenda: z.int(),
});

const choice = z.strictObject({ category: zCategory.nullable(), severity: zSeverity.nullable(), ladderId: zId });

/** The ladders, and which one a new problem is frozen under. Problems filed before keep theirs. */
export const laddersPolicy = definePolicy<Ladders>({
  kind: 'ladders',
  schema: z.strictObject({
    ladders: z.array(ladder).max(20),
    byDefault: z.string(),
    choices: z.array(choice).max(50),
  }),
  startsAs: startingLadders,
  check: validateLadders,
  settle: (wanted, tx, inForceFrom) => settleLadders(tx, wanted, inForceFrom),
  earliest: 'now',
});

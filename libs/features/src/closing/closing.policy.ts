import { z } from 'zod';
import { PERIOD_KINDS } from '#domain/calendar/index.js';
import {
  closingActions,
  defaultClosingPolicy,
  validateClosingPolicy,
  type ClosingPolicy,
} from '#domain/closing/index.js';
import { definePolicy } from '#features/policy/index.js';

/** What a period that closes short sets off, link by link. */
export const closingPolicy = definePolicy<ClosingPolicy>({
  kind: 'closing',
  schema: z.strictObject({
    links: z
      .array(
        z.strictObject({
          kind: z.enum(PERIOD_KINDS as [(typeof PERIOD_KINDS)[number]]),
          actsBelowPercent: z.int().min(1).max(100),
          actions: z.array(z.enum(closingActions)).max(closingActions.length),
          warnWorkdaysBefore: z.int().min(1).max(20).nullable(),
        }),
      )
      .max(PERIOD_KINDS.length),
    cardsFor: z.enum(['project', 'office']),
    agendaAtMost: z.int().min(0).max(50),
    lookWorkdays: z.int().min(1).max(20),
  }),
  startsAs: defaultClosingPolicy,
  check: (policy) => {
    const result = validateClosingPolicy(policy);
    if (result.ok) return result;
    const { code, args } = result.refusal;
    return { ok: false, refusal: { code, args: { ...args, field: `definition.${args['field']}` } } };
  },
  earliest: 'now',
});

import { z } from 'zod';
import { defaultDecisionLadder, validateDecisionLadder, type DecisionLadder } from '#domain/decision/index.js';
import { definePolicy } from '#features/policy/index.js';

export type DecisionRules = Omit<DecisionLadder, 'version'>;

const { version: _, ...startsAs } = defaultDecisionLadder;

/** When decisions are reminded of, go to the principal and are to be checked. Each keeps the rules it was taken under. */
export const decisionLadder = definePolicy<DecisionRules>({
  kind: 'decision-ladder',
  schema: z.strictObject({
    /** Workdays before the date on which who works it off is reminded; 0 is the day itself. */
    reminderWorkdaysBefore: z.int(),
    /** Workdays between two reminders of one that is overdue. */
    remindAgainWorkdays: z.int(),
    /** Workdays after the date without progress until it goes to the principal. */
    principalWorkdays: z.int(),
    /** Workdays in which a claim is to be checked. */
    verifyWorkdays: z.int(),
  }),
  startsAs,
  check: (rules) => validateDecisionLadder({ version: 0, ...rules }),
  earliest: 'now',
});

import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { deny } from './refusal-codes.js';
import type { DecisionLadder } from './types.js';

/** The ladder of decisions that holds until a district publishes one of its own, which is version 1. */
export const defaultDecisionLadder: DecisionLadder = {
  version: 0,
  reminderWorkdaysBefore: 1,
  remindAgainWorkdays: 2,
  // A week of work: the next weekly meeting has come and gone.
  principalWorkdays: 5,
  verifyWorkdays: 2,
};

/** Longer is taken for a slip of the pen. */
const longestWorkdays = 250;

/** Refuses (`decision_ladder.bad_setting`, naming the field) what cannot be lived with. */
export function validateDecisionLadder(ladder: DecisionLadder): Result<DecisionLadder> {
  const { version: _, ...settings } = ladder;
  for (const [field, value] of Object.entries(settings)) {
    const least = field === 'reminderWorkdaysBefore' ? 0 : 1;
    if (!Number.isInteger(value) || value < least || value > longestWorkdays)
      return deny('decision_ladder.bad_setting', { field, least, most: longestWorkdays });
  }
  return ok(ladder);
}

import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { deny } from './refusal-codes.js';
import { answerers } from './types.js';
import type { Ladder, Rung } from './types.js';

/** The ladder a district starts with. The meeting's date and the city's are not clocks of ours. */
export const defaultLadder: Ladder = {
  id: 'default',
  version: 1,
  rungs: [
    { number: 1, answeredBy: 'office', respondWorkdays: 1, resolveWorkdays: 2, whistle: null },
    {
      number: 2,
      answeredBy: 'department',
      respondWorkdays: 1,
      resolveWorkdays: 3,
      whistle: { signHours: 1, contactHours: 24 },
    },
    { number: 3, answeredBy: 'leader', respondWorkdays: 1, resolveWorkdays: 3, whistle: null },
    { number: 4, answeredBy: 'meeting', respondWorkdays: null, resolveWorkdays: null, whistle: null },
    { number: 5, answeredBy: 'principal', respondWorkdays: 1, resolveWorkdays: 5, whistle: null },
    { number: 6, answeredBy: 'city', respondWorkdays: null, resolveWorkdays: null, whistle: null },
  ],
  verifyWorkdays: 2,
  reminderWorkdaysBefore: 1,
  thirdTimeOnAgenda: 3,
};

/** A longer clock on one rung is taken for a slip of the pen. */
const longestClockWorkdays = 250;
const longestWhistleHours = 24 * 14;

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** Whether a ladder can be lived with: no gap, no clock that never ends, nobody named out of order. */
export function validateLadder(ladder: Ladder): Result<Ladder> {
  if (ladder.rungs.length === 0) return deny('ladder.no_rungs');
  if (ladder.rungs.length > answerers.length) return deny('ladder.misnumbered', { rung: ladder.rungs.length });
  let ranked = -1;
  for (const [index, rung] of ladder.rungs.entries()) {
    if (rung.number !== index + 1) return deny('ladder.misnumbered', { rung: rung.number });
    const rank = answerers.indexOf(rung.answeredBy);
    if (rank <= ranked) return deny('ladder.answerers_out_of_order', { rung: rung.number });
    ranked = rank;
    const clocks = validateClocks(rung);
    if (!clocks.ok) return clocks;
  }
  if (
    !isWhole(ladder.verifyWorkdays, 1, longestClockWorkdays) ||
    !isWhole(ladder.reminderWorkdaysBefore, 0, longestClockWorkdays) ||
    !isWhole(ladder.thirdTimeOnAgenda, 1, 100)
  ) {
    return deny('ladder.bad_setting');
  }
  return ok(ladder);
}

function validateClocks(rung: Rung): Result<null> {
  const { number, respondWorkdays, resolveWorkdays, whistle } = rung;
  if (rung.answeredBy === 'meeting' || rung.answeredBy === 'city') {
    if (respondWorkdays !== null || resolveWorkdays !== null) return deny('ladder.clock_not_ours', { rung: number });
  } else if (resolveWorkdays === null) {
    return deny('ladder.clock_required', { rung: number });
  } else {
    if (!isWhole(resolveWorkdays, 1, longestClockWorkdays)) return deny('ladder.bad_clock', { rung: number });
    if (respondWorkdays !== null && !isWhole(respondWorkdays, 1, resolveWorkdays)) {
      return deny('ladder.bad_clock', { rung: number });
    }
  }
  if (
    whistle !== null &&
    (!(whistle.signHours > 0) ||
      whistle.contactHours < whistle.signHours ||
      !(whistle.contactHours <= longestWhistleHours))
  ) {
    return deny('ladder.bad_whistle', { rung: number });
  }
  return ok(null);
}

import type { Instant } from '#domain/calendar/index.js';
import type { Ladder, RungNumber } from '#domain/ladder/index.js';
import { rate, type Rating, type RatingScore } from '#domain/rating/index.js';
import { Dice } from './dice.js';
import { officePersonId } from './persons.js';
import type { DemoProblem } from './problems.js';
import { officeId, officeCodes } from './units.js';

export interface DemoRating {
  readonly problemId: string;
  readonly rung: RungNumber;
  readonly rating: Rating;
}

const AFTER_MS = 90 * 60_000;

const SAID: readonly (readonly [RatingScore, string])[] = [
  ['satisfied', ''],
  ['satisfied', '答复及时，一次办结。'],
  ['satisfied', ''],
  ['basically', '办结了，但中途催办两次。'],
  ['unsatisfied', '多次往返才解决，现场等了一周。'],
];

/** What offices said of departments' work on what was struck off, the same day. The newest is left for who tries the demo. */
export function demoRatings(problems: readonly DemoProblem[], ladder: Ladder, now: Instant): DemoRating[] {
  const rated = problems.flatMap((problem) => {
    const { story, filingUnitId } = problem;
    const office = officeCodes.find((code) => officeId(code) === filingUnitId);
    const dice = new Dice(`rating/${story.state.id}`);
    const at = (story.entries.at(-1)!.at + AFTER_MS) as Instant;
    if (office === undefined || at > now) return [];
    const [score, text] = dice.pick(SAID);
    const given = rate(
      { ...story.state, filingUnitId },
      null,
      { personId: officePersonId(office), unitId: filingUnitId, score, text },
      ladder,
      at,
    );
    return given.ok ? [{ problemId: story.state.id, rung: story.state.rung, rating: given.value }] : [];
  });
  return rated.toSorted((a, b) => a.rating.ratedAt - b.rating.ratedAt).slice(0, -1);
}

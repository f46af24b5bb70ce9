import { dateOf, monthContaining, type Instant, type PlainDate } from '../calendar/index.js';
import { rungOf, type Ladder, type ProblemState } from '../ladder/index.js';
import { ok, refuse, type Result } from '../refusal.js';

/** 满意、基本满意、不满意: the words in which an office is used to rate. */
export const ratingScores = ['satisfied', 'basically', 'unsatisfied'] as const;
export type RatingScore = (typeof ratingScores)[number];

/** What the filer's unit thought of the department's work on a problem that was struck off. */
export interface Rating {
  readonly departmentId: string;
  /** How often the problem had come back when it was struck off: after a relapse it is rated anew. */
  readonly turn: number;
  readonly score: RatingScore;
  readonly text: string;
  readonly ratedBy: string;
  /** The month of this moment is the one it counts in, also when the rating is changed later. */
  readonly ratedAt: Instant;
  readonly changedAt: Instant | null;
}

export interface RateCommand {
  readonly personId: string;
  /** The unit or company of who rates. */
  readonly unitId: string | null;
  readonly score: RatingScore;
  readonly text: string;
}

type Rateable = Pick<ProblemState, 'status' | 'reopened' | 'passages' | 'leadDepartmentId'> & {
  readonly filingUnitId: string;
};

/** The department that was asked: the lead one, when the problem ever stood on a rung that departments answer. */
export function departmentAsked(
  { passages, leadDepartmentId }: Pick<Rateable, 'passages' | 'leadDepartmentId'>,
  ladder: Ladder,
): string | null {
  const stood = passages.some(({ how, rung }) => how !== 'skipped' && rungOf(ladder, rung).answeredBy === 'department');
  return stood ? leadDepartmentId : null;
}

/** Until the month is over in which it was given, a rating may be changed; its figures are fixed then. */
export function changeableUntil({ ratedAt }: Pick<Rating, 'ratedAt'>): PlainDate {
  return monthContaining(dateOf(ratedAt)).end;
}

/**
 * Rates the department's work, or changes the rating `before`. Refusals: `rating.not_struck_off`, `rating.no_department`,
 * `rating.not_yours`, `rating.month_over` (`until`), `rating.text_required` (`field`).
 */
export function rate(
  problem: Rateable,
  before: Rating | null,
  { personId, unitId, score, text }: RateCommand,
  ladder: Ladder,
  now: Instant,
): Result<Rating> {
  if (problem.status !== 'struckOff') return refuse('rating.not_struck_off');
  const departmentId = departmentAsked(problem, ladder);
  if (departmentId === null) return refuse('rating.no_department');
  if (unitId === null || unitId !== problem.filingUnitId) return refuse('rating.not_yours');
  if (before !== null && dateOf(now) >= changeableUntil(before))
    return refuse('rating.month_over', { until: changeableUntil(before) });
  if (score === 'unsatisfied' && text.trim() === '') return refuse('rating.text_required', { field: 'text' });
  const said = { departmentId, turn: problem.reopened, score, text: text.trim(), ratedBy: personId };
  return ok(
    before === null ? { ...said, ratedAt: now, changedAt: null } : { ...said, ratedAt: before.ratedAt, changedAt: now },
  );
}

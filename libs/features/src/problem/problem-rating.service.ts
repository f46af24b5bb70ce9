import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { announceChange } from '#db/change-feed.js';
import { Database, type Tx } from '#db/database.js';
import { scopeFor, type Actor, type CommandContext } from '#domain/access/index.js';
import { monthContaining, plainDate } from '#domain/calendar/index.js';
import type { Ladder } from '#domain/ladder/index.js';
import { changeableUntil, rate, ratesOf, type Rating } from '#domain/rating/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { decodeCursor, encodeCursor, VersionConflictError, type Page } from '#platform/http/index.js';
import { selectNames } from './problem-detail.queries.js';
import type { RateBody, RatedView, RatingRowView, RatingsQuery, RatingView } from './problem-rating.dto.js';
import { selectDepartmentCounts } from './problem-rating.queries.js';
import { ratingOf, saveRating } from './problem-rating.repository.js';
import { mayReach, personOf } from './problem.access.js';
import { ladderKey, loadForUpdate, loadLadders, type LoadedProblem } from './problem.repository.js';
import { standingOf, writtenOut } from './problem.standing.js';

/** 三率: the unit that filed a problem rates the department's work on it; the month's rates per department. */
@Injectable()
export class ProblemRatingService {
  constructor(private readonly database: Database) {}

  /**
   * Rates, or changes the rating. Refusals: `problem.not_found` (also out of reach), `access.denied`,
   * `problem.version_conflict`, then those of `rate`.
   */
  async rate(context: CommandContext, problemId: string, seen: number, body: RateBody): Promise<RatedView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const loaded = (await loadForUpdate(tx, [problemId])).get(problemId);
      const { state, subject } = assertMayRate(by, loaded, seen);
      const ladder = (await loadLadders(tx, [subject])).get(ladderKey(subject.ladderId, subject.ladderVersion))!;
      const before = await ratingOf(tx, problemId, state.reopened);
      const { score, text = '' } = body;
      const command = { personId: by.personId, unitId: by.unitId ?? by.companyId, score, text };
      const { filingUnitId } = subject;
      const rating = valueOf(rate({ ...state, filingUnitId }, before, command, ladder, tx.now));
      await saveRating(tx, loaded!, rating);
      const version = state.version + 1;
      await announceChange(tx, { subject: 'problem', id: problemId, version });
      await recordAudit(tx, [
        {
          action: 'problem.rate',
          subjectKind: 'problem',
          subjectId: problemId,
          detail: { number: subject.number, departmentId: rating.departmentId, score, before: before?.score ?? null },
        },
      ]);
      return { ...standingOf({ ...state, version }, subject.number), rating: await ratingViewOf(tx, rating) };
    });
  }

  /** Departments by name, each with the counts that explain its three rates. */
  rates(context: CommandContext, { month, limit, cursor }: RatingsQuery): Promise<Page<RatingRowView>> {
    const scope = scopeFor(personOf(context), 'rating.read');
    const key = decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
    return this.database.read(context, async (tx) => {
      const found = await selectDepartmentCounts(tx, monthContaining(plainDate(`${month}-01`)), scope, {
        limit: limit + 1,
        after: key && { name: key[0], id: key[1] },
      });
      const items = found.slice(0, limit).map(({ id, name, nameEn, ...counts }) => ({
        department: { id, name, nameEn },
        ...counts,
        rates: ratesOf(counts),
      }));
      const last = items.at(-1)?.department;
      return { items, next: last && found.length > limit ? encodeCursor([last.name, last.id]) : null };
    });
  }
}

function assertMayRate(by: Actor, loaded: LoadedProblem | undefined, seen: number): LoadedProblem {
  if (!loaded) throw new RefusedError({ code: 'problem.not_found', args: {} });
  const { state, subject } = loaded;
  if (!mayReach(by, 'problem.read', state))
    throw new RefusedError({ code: 'problem.not_found', args: {} }, 'access.out_of_reach');
  if (!mayReach(by, 'problem.rate', state))
    throw new RefusedError({ code: 'access.denied', args: { action: 'problem.rate' } });
  if (state.version !== seen) throw new VersionConflictError('problem', writtenOut(standingOf(state, subject.number)));
  return loaded;
}

/** Whether this person may rate it now, or change what was rated; found by trying. */
export function mayRate(
  by: Actor,
  { state, subject, ladder }: Pick<LoadedProblem, 'state' | 'subject'> & { readonly ladder: Ladder },
  before: Rating | null,
  now: Tx['now'],
): boolean {
  const command = { personId: by.personId, unitId: by.unitId ?? by.companyId, score: 'satisfied', text: '' } as const;
  return (
    mayReach(by, 'problem.rate', state) &&
    rate({ ...state, filingUnitId: subject.filingUnitId }, before, command, ladder, now).ok
  );
}

export async function ratingViewOf(tx: Tx, rating: Rating): Promise<RatingView> {
  const { departmentId, score, text, ratedBy, ratedAt: at, changedAt } = rating;
  const { persons } = await selectNames(tx, [ratedBy], []);
  const by = persons.get(ratedBy) ?? { id: ratedBy, name: '' };
  return { departmentId, score, text, by, at, changedAt, changeableUntil: changeableUntil(rating) };
}

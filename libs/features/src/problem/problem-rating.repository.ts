import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { problem, problemEntry, problemRating } from '#db/schema/index.js';
import type { Rating } from '#domain/rating/index.js';
import { newId } from '#db/id.js';
import type { LoadedProblem } from './problem.repository.js';

export async function ratingOf(tx: Tx, problemId: string, turn: number): Promise<Rating | null> {
  const [row] = await tx.sql
    .select()
    .from(problemRating)
    .where(
      and(
        eq(problemRating.districtId, tx.districtId),
        eq(problemRating.problemId, problemId),
        eq(problemRating.turn, turn),
      ),
    );
  if (!row) return null;
  const { districtId: _, problemId: __, ...rating } = row;
  return rating;
}

/** The rating, its entry in the timeline, and the next version of the problem, which is locked. */
export async function saveRating(tx: Tx, { state }: LoadedProblem, rating: Rating): Promise<void> {
  const { districtId } = tx;
  const { turn, score, text, changedAt } = rating;
  await tx.sql
    .insert(problemRating)
    .values({ districtId, problemId: state.id, ...rating })
    .onConflictDoUpdate({
      target: [problemRating.districtId, problemRating.problemId, problemRating.turn],
      set: { score, text, changedAt, ratedBy: rating.ratedBy },
    });
  await tx.sql.insert(problemEntry).values({
    districtId,
    entryId: newId(),
    problemId: state.id,
    type: 'rated',
    at: tx.now,
    byPersonId: rating.ratedBy,
    rung: state.rung,
    args: { score, text, turn, changed: changedAt !== null },
  });
  await tx.sql
    .update(problem)
    .set({ version: sql`${problem.version} + 1`, updatedAt: tx.now })
    .where(and(eq(problem.districtId, districtId), eq(problem.problemId, state.id)));
}

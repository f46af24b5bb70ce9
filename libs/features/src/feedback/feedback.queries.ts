import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { feedback, person } from '#db/schema/index.js';
import type { FeedbackView } from './feedback.dto.js';

const answerer = alias(person, 'answerer');

function rowsOf(tx: Tx) {
  return tx.sql
    .select({
      row: feedback,
      filedBy: { id: person.personId, name: person.name },
      answeredBy: { id: answerer.personId, name: answerer.name },
    })
    .from(feedback)
    .innerJoin(person, and(eq(person.districtId, feedback.districtId), eq(person.personId, feedback.filedBy)))
    .leftJoin(answerer, and(eq(answerer.districtId, feedback.districtId), eq(answerer.personId, feedback.answeredBy)))
    .$dynamic();
}

function viewOf({ row, filedBy, answeredBy }: Awaited<ReturnType<typeof rowsOf>>[number]): FeedbackView {
  const { feedbackId: id, version, filedAt, text, screen, contact, answer, answeredAt } = row;
  const answered =
    answer === null || answeredAt === null || answeredBy === null
      ? null
      : { text: answer, by: answeredBy, at: answeredAt };
  return { id, version, filedBy, filedAt, text, screen, contact, answer: answered };
}

/** The newest first (ids run in the order of filing); only `filedBy`'s when given; one row more than asked for. */
export async function selectFeedback(
  tx: Tx,
  { filedBy, answered, limit }: { filedBy: string | null; answered: boolean | undefined; limit: number },
  beforeId: string | undefined,
): Promise<FeedbackView[]> {
  const rows = await rowsOf(tx)
    .where(
      and(
        eq(feedback.districtId, tx.districtId),
        filedBy === null ? undefined : eq(feedback.filedBy, filedBy),
        answered === undefined ? undefined : answered ? isNotNull(feedback.answeredAt) : isNull(feedback.answeredAt),
        beforeId === undefined ? undefined : lt(feedback.feedbackId, beforeId),
      ),
    )
    .orderBy(desc(feedback.feedbackId))
    .limit(limit + 1);
  return rows.map(viewOf);
}

export async function feedbackById(tx: Tx, feedbackId: string): Promise<FeedbackView | undefined> {
  const [row] = await rowsOf(tx).where(
    and(eq(feedback.districtId, tx.districtId), eq(feedback.feedbackId, feedbackId)),
  );
  return row && viewOf(row);
}

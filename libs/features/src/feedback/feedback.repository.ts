import { and, count, eq, gt } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { feedback } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';

export type FeedbackRow = typeof feedback.$inferSelect;

export async function insertFeedback(
  tx: Tx,
  row: Pick<FeedbackRow, 'feedbackId' | 'filedBy' | 'text' | 'screen' | 'contact'>,
): Promise<void> {
  await tx.sql.insert(feedback).values({ districtId: tx.districtId, ...row, filedAt: tx.now });
}

export async function loadFeedbackForUpdate(tx: Tx, feedbackId: string): Promise<FeedbackRow | undefined> {
  const [row] = await tx.sql
    .select()
    .from(feedback)
    .where(and(eq(feedback.districtId, tx.districtId), eq(feedback.feedbackId, feedbackId)))
    .for('update');
  return row;
}

export async function answerFeedback(
  tx: Tx,
  { feedbackId, version }: FeedbackRow,
  answer: string,
  answeredBy: string,
): Promise<void> {
  await tx.sql
    .update(feedback)
    .set({ answer, answeredBy, answeredAt: tx.now, version: version + 1 })
    .where(and(eq(feedback.districtId, tx.districtId), eq(feedback.feedbackId, feedbackId)));
}

export async function filedSince(tx: Tx, personId: string, since: Instant): Promise<number> {
  const [row] = await tx.sql
    .select({ filed: count() })
    .from(feedback)
    .where(and(eq(feedback.districtId, tx.districtId), eq(feedback.filedBy, personId), gt(feedback.filedAt, since)));
  return row?.filed ?? 0;
}

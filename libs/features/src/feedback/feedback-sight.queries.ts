import { and, eq, inArray } from 'drizzle-orm';
import { feedback } from '#db/schema/index.js';
import { can } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';

/** One's own, and everybody's for who answers it. */
export const feedbackSight: NoticeSight = {
  kind: 'feedback',
  async seen(tx, reader, ids) {
    const all = can(reader, 'feedback.read');
    const rows = await tx.sql
      .select({ id: feedback.feedbackId })
      .from(feedback)
      .where(
        and(
          eq(feedback.districtId, tx.districtId),
          inArray(feedback.feedbackId, [...ids]),
          all ? undefined : eq(feedback.filedBy, reader.personId),
        ),
      );
    return new Set(rows.map(({ id }) => id));
  },
};

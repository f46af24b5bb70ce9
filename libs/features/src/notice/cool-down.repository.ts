import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { delivery, notice, person } from '#db/schema/index.js';
import { formatInstant, type Instant } from '#domain/calendar/index.js';
import { remindingRules } from './notice-topics.js';

/** What is told to whom about what. */
export interface Reminded {
  readonly rule: string;
  readonly subjectId: string;
  readonly recipientId: string;
}

export const remindedKey = ({ rule, subjectId, recipientId }: Reminded): string =>
  [rule, subjectId, recipientId].join(' ');

/** When each of these was last mailed, for those that were, by `remindedKey`. One query. */
export async function lastMailed(tx: Tx, wanted: readonly Reminded[]): Promise<Map<string, Instant>> {
  if (wanted.length === 0) return new Map();
  const column = (key: keyof Reminded) => sql.param(wanted.map((each) => each[key]));
  const found = await tx.sql.execute<{ rule: string; subject_id: string; recipient_id: string; at: string }>(sql`
    select n.rule, n.subject_id, n.recipient_id,
      (extract(epoch from max(coalesce(d.sent_at, d.due_at))) * 1000)::bigint as at
    from (select distinct * from unnest(
      ${column('rule')}::text[], ${column('subjectId')}::uuid[], ${column('recipientId')}::uuid[]
    ) as each (rule, subject_id, recipient_id)) as w
    join ${notice} n on n.district_id = ${tx.districtId} and n.rule = w.rule and n.subject_id = w.subject_id
      and n.recipient_id = w.recipient_id
    join ${delivery} d on d.district_id = n.district_id and d.notice_id = n.notice_id and d.state in ('sent', 'sending')
    group by n.rule, n.subject_id, n.recipient_id`);
  return new Map(
    found.rows.map(({ rule, subject_id, recipient_id, at }) => [
      remindedKey({ rule, subjectId: subject_id, recipientId: recipient_id }),
      Number(at) as Instant,
    ]),
  );
}

/** The mails of reminders that wait for a morning to come, oldest first, locked. */
export async function waitingReminders(tx: Tx) {
  return tx.sql
    .select({
      deliveryId: delivery.deliveryId,
      noticeId: notice.noticeId,
      rule: notice.rule,
      subjectId: notice.subjectId,
      recipientId: notice.recipientId,
      recipient: person.name,
      createdAt: notice.createdAt,
      dueAt: delivery.dueAt,
    })
    .from(delivery)
    .innerJoin(notice, and(eq(notice.districtId, delivery.districtId), eq(notice.noticeId, delivery.noticeId)))
    .innerJoin(person, and(eq(person.districtId, notice.districtId), eq(person.personId, notice.recipientId)))
    .where(
      and(
        eq(delivery.districtId, tx.districtId),
        eq(delivery.state, 'waiting'),
        gt(delivery.dueAt, tx.now),
        eq(notice.urgency, 'digest'),
        inArray(notice.rule, [...remindingRules]),
      ),
    )
    .orderBy(delivery.deliveryId)
    .for('update', { of: delivery });
}

export async function putOffTo(tx: Tx, moved: readonly { deliveryId: string; to: Instant }[]): Promise<void> {
  if (moved.length === 0) return;
  await tx.sql.execute(sql`
    update ${delivery} set due_at = w.due
    from unnest(
      ${sql.param(moved.map(({ deliveryId }) => deliveryId))}::uuid[],
      ${sql.param(moved.map(({ to }) => formatInstant(to)))}::timestamptz[]
    ) as w (id, due)
    where ${delivery.districtId} = ${tx.districtId} and ${delivery.deliveryId} = w.id`);
}

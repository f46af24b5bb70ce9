import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { delivery, notice } from '#db/schema/index.js';

export type NoticeRow = Omit<typeof notice.$inferInsert, 'districtId' | 'readAt'>;
export type DeliveryRow = Pick<
  typeof delivery.$inferInsert,
  'deliveryId' | 'noticeId' | 'address' | 'messageId' | 'dueAt'
>;

/** Writes what nobody has been told yet, in one statement; answers the ids of what was new. */
export async function insertNotices(tx: Tx, rows: readonly NoticeRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const column = <K extends keyof NoticeRow>(key: K) => sql.param(rows.map((row) => row[key]));
  const inserted = await tx.sql.execute<{ notice_id: string }>(sql`
    insert into ${notice} (district_id, notice_id, rule, subject_kind, subject_id, period, recipient_id, urgency, args, created_at)
    select ${tx.districtId}::uuid, each.*, ${instantText(tx.now)}::timestamptz
    from unnest(
      ${column('noticeId')}::uuid[], ${column('rule')}::text[], ${column('subjectKind')}::text[],
      ${column('subjectId')}::uuid[], ${column('period')}::text[], ${column('recipientId')}::uuid[],
      ${column('urgency')}::text[], ${sql.param(rows.map(({ args }) => JSON.stringify(args)))}::jsonb[]
    ) as each
    on conflict do nothing
    returning notice_id`);
  return new Set(inserted.rows.map((row) => row.notice_id));
}

/** Writes the deliveries of new notices, waiting, in one statement. */
export async function insertDeliveries(tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  if (rows.length === 0) return;
  const column = (key: 'deliveryId' | 'noticeId' | 'address' | 'messageId') => sql.param(rows.map((row) => row[key]));
  await tx.sql.execute(sql`
    insert into ${delivery} (district_id, delivery_id, notice_id, channel, address, message_id, state, due_at)
    select ${tx.districtId}::uuid, each.delivery_id, each.notice_id, 'mail', each.address, each.message_id, 'waiting', each.due_at
    from unnest(
      ${column('deliveryId')}::uuid[], ${column('noticeId')}::uuid[], ${column('address')}::text[],
      ${column('messageId')}::text[], ${sql.param(rows.map((row) => instantText(row.dueAt)))}::timestamptz[]
    ) as each (delivery_id, notice_id, address, message_id, due_at)
    on conflict do nothing`);
}

const instantText = (instant: number): string => new Date(instant).toISOString();

/** Marks a person's own unread notices as read; answers whether there were any. */
export async function markNoticesRead(
  tx: Tx,
  personId: string,
  which: { readonly ids: readonly string[] } | { readonly upTo: string },
): Promise<boolean> {
  const marked = await tx.sql
    .update(notice)
    .set({ readAt: tx.now })
    .where(
      and(
        eq(notice.districtId, tx.districtId),
        eq(notice.recipientId, personId),
        isNull(notice.readAt),
        'ids' in which
          ? sql`${notice.noticeId} = any(${sql.param([...which.ids])}::uuid[])`
          : lte(notice.noticeId, which.upTo),
      ),
    )
    .returning({ noticeId: notice.noticeId });
  return marked.length > 0;
}

/** Notices of these rules about a subject, to whomever, that ask for what is done by now. */
export interface Overtaken {
  readonly subjectId: string;
  readonly rules: readonly string[];
}

/**
 * What still waits for a morning and is overtaken goes out with no digest: recorded as skipped, in one statement. The
 * inbox keeps it. A mail that is being sent is left alone.
 */
export async function skipOvertaken(tx: Tx, overtaken: readonly Overtaken[]): Promise<void> {
  const pairs = overtaken.flatMap(({ subjectId, rules }) => rules.map((rule) => ({ subjectId, rule })));
  if (pairs.length === 0) return;
  await tx.sql.execute(sql`
    update ${delivery} set state = 'skipped', skipped_because = 'overtaken', last_error = null
    from ${notice}, unnest(
      ${sql.param(pairs.map(({ subjectId }) => subjectId))}::uuid[], ${sql.param(pairs.map(({ rule }) => rule))}::text[]
    ) as over (subject_id, rule)
    where ${notice.districtId} = ${tx.districtId} and ${notice.subjectId} = over.subject_id
      and ${notice.rule} = over.rule and ${notice.urgency} = 'digest'
      and ${delivery.districtId} = ${notice.districtId} and ${delivery.noticeId} = ${notice.noticeId}
      and ${delivery.state} = 'waiting'`);
}

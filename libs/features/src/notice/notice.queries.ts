import { and, count, desc, eq, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { delivery, notice, person } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { decodeCursor, encodeCursor, type Page } from '#platform/http/index.js';
import type { DeliveriesQuery, DeliveryView, NoticesQuery } from './notice.dto.js';

const cursorKey = z.tuple([z.uuid()]);

export type InboxRow = typeof notice.$inferSelect;

/** A person's notices, newest first. */
export async function inboxOf(tx: Tx, personId: string, query: NoticesQuery): Promise<Page<InboxRow>> {
  const before = decodeCursor(query.cursor, cursorKey)?.[0];
  const rows = await tx.sql
    .select()
    .from(notice)
    .where(
      and(
        eq(notice.districtId, tx.districtId),
        eq(notice.recipientId, personId),
        before === undefined ? undefined : lt(notice.noticeId, before),
        query.unread === undefined
          ? undefined
          : query.unread === 'true'
            ? isNull(notice.readAt)
            : isNotNull(notice.readAt),
      ),
    )
    .orderBy(desc(notice.noticeId))
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.noticeId]) : null };
}

export async function unreadOf(tx: Tx, personId: string): Promise<number> {
  const [row] = await tx.sql
    .select({ unread: count() })
    .from(notice)
    .where(and(eq(notice.districtId, tx.districtId), eq(notice.recipientId, personId), isNull(notice.readAt)));
  return row?.unread ?? 0;
}

export async function languageOf(tx: Tx, personId: string): Promise<'zh' | 'en'> {
  const [row] = await tx.sql
    .select({ language: person.language })
    .from(person)
    .where(and(eq(person.districtId, tx.districtId), eq(person.personId, personId)));
  return row?.language ?? 'zh';
}

/** Longer than a mail server is given, and than the digest of a morning takes. */
const STUCK_AFTER_MS = 30 * 60_000;

function inDeliveryState(tx: Tx, state: DeliveriesQuery['state']): SQL | undefined {
  if (state === undefined) return undefined;
  return state === 'stuck' ? stuck(tx) : eq(delivery.state, state);
}

/** Due for half an hour, and in nobody's hands. */
function stuck(tx: Tx): SQL | undefined {
  return and(
    sql`${delivery.state} in ('waiting', 'sending')`,
    lte(delivery.dueAt, (tx.now - STUCK_AFTER_MS) as Instant),
    or(isNull(delivery.leasedUntil), lte(delivery.leasedUntil, tx.now)),
  );
}

/** How many deliveries wait, are stuck and have failed, and since when the oldest stuck one should have gone out. */
export async function deliveryState(tx: Tx): Promise<{
  waiting: number;
  stuck: number;
  stuckSince: Instant | null;
  failed: number;
}> {
  const [row] = await tx.sql
    .select({
      waiting: sql<number>`count(*)::int`,
      stuck: sql<number>`(count(*) filter (where ${stuck(tx)}))::int`,
      stuckSince: sql<
        string | null
      >`(extract(epoch from min(${delivery.dueAt}) filter (where ${stuck(tx)})) * 1000)::bigint`,
      failed: sql<number>`(select count(*)::int from delivery f where f.district_id = ${tx.districtId} and f.state = 'failed')`,
    })
    .from(delivery)
    .where(and(eq(delivery.districtId, tx.districtId), sql`${delivery.state} in ('waiting', 'sending')`));
  const { waiting, stuck: stuckCount, stuckSince, failed } = row!;
  return {
    waiting,
    stuck: stuckCount,
    stuckSince: stuckSince === null ? null : (Number(stuckSince) as Instant),
    failed,
  };
}

/** The district's deliveries, newest first, with masked addresses and without what they tell. */
export async function deliveriesOf(tx: Tx, query: DeliveriesQuery): Promise<Page<DeliveryView>> {
  const before = decodeCursor(query.cursor, cursorKey)?.[0];
  const rows = await tx.sql
    .select({
      id: delivery.deliveryId,
      noticeId: delivery.noticeId,
      rule: notice.rule,
      recipientId: notice.recipientId,
      recipientName: person.name,
      channel: delivery.channel,
      address: sql<string>`regexp_replace(${delivery.address}, '^(.?)[^@]*', '\\1***')`,
      messageId: delivery.messageId,
      state: delivery.state,
      dueAt: delivery.dueAt,
      attempts: delivery.attempts,
      sentAt: delivery.sentAt,
      lastError: delivery.lastError,
      skippedBecause: delivery.skippedBecause,
    })
    .from(delivery)
    .innerJoin(notice, and(eq(notice.districtId, delivery.districtId), eq(notice.noticeId, delivery.noticeId)))
    .innerJoin(person, and(eq(person.districtId, notice.districtId), eq(person.personId, notice.recipientId)))
    .where(
      and(
        eq(delivery.districtId, tx.districtId),
        before === undefined ? undefined : lt(delivery.deliveryId, before),
        inDeliveryState(tx, query.state),
        query.rule === undefined ? undefined : eq(notice.rule, query.rule),
        query.recipientId === undefined ? undefined : eq(notice.recipientId, query.recipientId),
      ),
    )
    .orderBy(desc(delivery.deliveryId))
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.id]) : null };
}

import { and, count, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { delivery, notice, person } from '#db/schema/index.js';
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
    })
    .from(delivery)
    .innerJoin(notice, and(eq(notice.districtId, delivery.districtId), eq(notice.noticeId, delivery.noticeId)))
    .innerJoin(person, and(eq(person.districtId, notice.districtId), eq(person.personId, notice.recipientId)))
    .where(
      and(
        eq(delivery.districtId, tx.districtId),
        before === undefined ? undefined : lt(delivery.deliveryId, before),
        query.state === undefined ? undefined : eq(delivery.state, query.state),
      ),
    )
    .orderBy(desc(delivery.deliveryId))
    .limit(query.limit + 1);
  const items = rows.slice(0, query.limit);
  return { items, next: rows.length > query.limit ? encodeCursor([items.at(-1)!.id]) : null };
}

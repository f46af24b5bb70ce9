import { and, eq, exists, gt, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/database.js';
import { delivery, notice } from '#db/schema/index.js';
import type { Instant } from '#domain/calendar/index.js';
import { closingRules, replacingRules } from './notice-rules.js';

/** One urgent mail, or everything that has waited for one person's morning. */
export type DeliverySelection = { readonly deliveryId: string } | { readonly personId: string };

export interface ClaimedDelivery {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly address: string;
  /** This try counted. */
  readonly attempts: number;
  readonly recipientId: string;
  readonly rule: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly period: string;
  readonly urgency: 'now' | 'digest';
  readonly args: Record<string, unknown>;
  readonly createdAt: Instant;
  readonly dueAt: Instant;
}

/** Why a notice is not mailed: its reader has left, is away, may not see it any more, does without it, … */
export type SkipReason = NonNullable<typeof delivery.$inferSelect.skippedBecause>;

/** Not sent and not given up. Written out, so that the partial index is used. */
const unsettled = sql`${delivery.state} in ('waiting', 'sending')`;

function due(tx: Tx, selection: DeliverySelection): SQL | undefined {
  return and(
    eq(delivery.districtId, tx.districtId),
    unsettled,
    lte(delivery.dueAt, tx.now),
    eq(notice.districtId, delivery.districtId),
    eq(notice.noticeId, delivery.noticeId),
    'deliveryId' in selection
      ? eq(delivery.deliveryId, selection.deliveryId)
      : and(eq(notice.recipientId, selection.personId), eq(notice.urgency, 'digest')),
  );
}

/** Nobody sends it, or who did is gone: their lease has run out. */
function free(tx: Tx): SQL | undefined {
  return or(eq(delivery.state, 'waiting'), lte(delivery.leasedUntil, tx.now));
}

/**
 * The claim: one conditional update. What is due and in nobody's hands is ours until the lease ends, in order of when
 * it was raised. What was never tried before shares one Message-ID from now on, which is the mail it goes out in: a
 * mail that is tried again holds the same things under the same id.
 */
export async function claimDeliveries(
  tx: Tx,
  selection: DeliverySelection,
  leasedUntil: Instant,
): Promise<ClaimedDelivery[]> {
  const claimed = await tx.sql
    .update(delivery)
    .set({ state: 'sending', leasedUntil, attempts: sql`${delivery.attempts} + 1` })
    .from(notice)
    .where(and(due(tx, selection), free(tx)))
    .returning({
      deliveryId: delivery.deliveryId,
      messageId: delivery.messageId,
      address: delivery.address,
      attempts: delivery.attempts,
      recipientId: notice.recipientId,
      rule: notice.rule,
      subjectKind: notice.subjectKind,
      subjectId: notice.subjectId,
      period: notice.period,
      urgency: notice.urgency,
      args: notice.args,
      createdAt: notice.createdAt,
      dueAt: delivery.dueAt,
    });
  claimed.sort((a, b) => (a.deliveryId < b.deliveryId ? -1 : 1));
  const fresh = claimed.filter(({ attempts }) => attempts === 1);
  if (fresh.length < 2) return claimed;
  const { messageId } = fresh[0]!;
  await tx.sql
    .update(delivery)
    .set({ messageId })
    .where(
      of(
        tx,
        fresh.map(({ deliveryId }) => deliveryId),
      ),
    );
  return claimed.map((each) => (each.attempts === 1 ? { ...each, messageId } : each));
}

/** Whether somebody else is sending some of it right now; `ours` are the ones just claimed. */
export async function inOtherHands(
  tx: Tx,
  selection: DeliverySelection,
  ours: readonly ClaimedDelivery[],
): Promise<boolean> {
  const ids = sql.param(ours.map(({ deliveryId }) => deliveryId));
  const [found] = await tx.sql
    .select({ deliveryId: delivery.deliveryId })
    .from(delivery)
    .innerJoin(notice, eq(notice.noticeId, delivery.noticeId))
    .where(
      and(due(tx, selection), gt(delivery.leasedUntil, tx.now), sql`${delivery.deliveryId} <> all(${ids}::uuid[])`),
    )
    .limit(1);
  return found !== undefined;
}

/**
 * Those of the claimed ones that remind of what something later has told better. What was to be told at once is a step
 * of its own, however late.
 */
export async function outdatedDeliveries(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const newer = alias(notice, 'newer');
  const rows = await tx.sql
    .select({ deliveryId: delivery.deliveryId })
    .from(delivery)
    .innerJoin(notice, and(eq(notice.districtId, delivery.districtId), eq(notice.noticeId, delivery.noticeId)))
    .where(
      and(
        of(tx, ids),
        eq(notice.urgency, 'digest'),
        inArray(notice.rule, [...replacingRules]),
        exists(
          tx.sql
            .select({ noticeId: newer.noticeId })
            .from(newer)
            .where(
              and(
                eq(newer.districtId, notice.districtId),
                eq(newer.recipientId, notice.recipientId),
                eq(newer.subjectId, notice.subjectId),
                or(eq(newer.rule, notice.rule), inArray(newer.rule, [...closingRules])),
                sql`(${newer.createdAt}, ${newer.noticeId}) > (${notice.createdAt}, ${notice.noticeId})`,
              ),
            ),
        ),
      ),
    );
  return new Set(rows.map(({ deliveryId }) => deliveryId));
}

type Settlement =
  | { state: 'sent' }
  | { state: 'waiting' | 'failed'; lastError: string }
  | { state: 'skipped'; skippedBecause: SkipReason };

/** Writes down how it went. The lease is the fence: who outlived it writes nothing over the work of who came after. */
export async function settleDeliveries(
  tx: Tx,
  ids: readonly string[],
  ourLease: Instant,
  settlement: Settlement,
): Promise<void> {
  if (ids.length === 0) return;
  const { state } = settlement;
  await tx.sql
    .update(delivery)
    .set({
      state,
      leasedUntil: null,
      sentAt: state === 'sent' ? tx.now : null,
      lastError: 'lastError' in settlement ? settlement.lastError : null,
      skippedBecause: state === 'skipped' ? settlement.skippedBecause : null,
    })
    .where(and(of(tx, ids), eq(delivery.state, 'sending'), eq(delivery.leasedUntil, ourLease)));
}

/** Puts off what is due to a person and in nobody's hands; answers whether there was any. */
export async function putOffDigest(tx: Tx, personId: string, until: Instant): Promise<boolean> {
  const moved = await tx.sql
    .update(delivery)
    .set({ dueAt: until })
    .from(notice)
    .where(and(due(tx, { personId }), free(tx)))
    .returning({ deliveryId: delivery.deliveryId });
  return moved.length > 0;
}

/** Persons with something for a digest that was due before `before` and is still unsettled. */
export async function personsWithLeftovers(tx: Tx, before: Instant): Promise<string[]> {
  const rows = await tx.sql
    .selectDistinct({ personId: notice.recipientId })
    .from(delivery)
    .innerJoin(notice, and(eq(notice.districtId, delivery.districtId), eq(notice.noticeId, delivery.noticeId)))
    .where(
      and(eq(delivery.districtId, tx.districtId), unsettled, lte(delivery.dueAt, before), eq(notice.urgency, 'digest')),
    );
  return rows.map(({ personId }) => personId);
}

function of(tx: Tx, ids: readonly string[]): SQL | undefined {
  return and(eq(delivery.districtId, tx.districtId), sql`${delivery.deliveryId} = any(${sql.param([...ids])}::uuid[])`);
}

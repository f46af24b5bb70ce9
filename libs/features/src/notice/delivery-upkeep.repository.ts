import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { delivery, notice, person } from '#db/schema/index.js';
import { outbox } from '#jobs/index.js';
import { noticeDeliver } from './notice.jobs.js';

/** Why a delivery is not taken up again: sent or skipped already, being sent, or nobody to send it to. */
export type DeliveryRefusal = 'settled' | 'inHand' | 'recipientGone' | 'noAddress';

interface Held {
  readonly state: string;
  readonly attempts: number;
  readonly recipientName: string;
}

/** The delivery, locked; undefined when there is none. */
async function hold(tx: Tx, deliveryId: string) {
  const [row] = await tx.sql
    .select({
      state: delivery.state,
      attempts: delivery.attempts,
      leasedUntil: delivery.leasedUntil,
      rule: notice.rule,
      email: person.email,
      active: person.active,
      recipientName: person.name,
    })
    .from(delivery)
    .innerJoin(notice, and(eq(notice.districtId, delivery.districtId), eq(notice.noticeId, delivery.noticeId)))
    .innerJoin(person, and(eq(person.districtId, notice.districtId), eq(person.personId, notice.recipientId)))
    .where(and(eq(delivery.districtId, tx.districtId), eq(delivery.deliveryId, deliveryId)))
    .for('update', { of: delivery });
  return row;
}

/**
 * Sends a failed or stuck delivery again, at once and by itself, to the address the person has now (a wrong one is why most
 * fail). Its Message-ID stays, so that a receiver who has it already can drop the repeat.
 */
export async function retryDelivery(tx: Tx, deliveryId: string): Promise<Held | DeliveryRefusal | undefined> {
  const held = await hold(tx, deliveryId);
  if (!held) return undefined;
  if (held.state === 'sent' || held.state === 'skipped') return 'settled';
  if (held.leasedUntil !== null && held.leasedUntil > tx.now) return 'inHand';
  if (!held.active) return 'recipientGone';
  if (held.email === null) return 'noAddress';
  await tx.sql
    .update(delivery)
    .set({ state: 'waiting', address: held.email, dueAt: tx.now, leasedUntil: null, lastError: null })
    .where(and(eq(delivery.districtId, tx.districtId), eq(delivery.deliveryId, deliveryId)));
  await outbox.add(tx, noticeDeliver, { deliveryId }, { key: `${deliveryId} retry ${tx.now}` });
  return held;
}

/** Lets a delivery that is not sent go for good. The notice itself stays in the person's inbox. */
export async function dismissDelivery(
  tx: Tx,
  deliveryId: string,
  reason: string,
): Promise<Held | DeliveryRefusal | undefined> {
  const held = await hold(tx, deliveryId);
  if (!held) return undefined;
  if (held.state === 'sent' || held.state === 'skipped') return 'settled';
  if (held.leasedUntil !== null && held.leasedUntil > tx.now) return 'inHand';
  await tx.sql
    .update(delivery)
    .set({
      state: 'skipped',
      skippedBecause: 'dismissed',
      leasedUntil: null,
      lastError: sql`left(${`dismissed: ${reason}`}::text, 500)`,
    })
    .where(and(eq(delivery.districtId, tx.districtId), eq(delivery.deliveryId, deliveryId)));
  return held;
}

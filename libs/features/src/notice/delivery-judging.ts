import type { Tx } from '#db/database.js';
import { deputyOn } from '#domain/access/index.js';
import { dateOf, type Instant } from '#domain/calendar/index.js';
import { actorsOf, leavesOn, personsOf, type ReachedPerson } from '#features/directory/index.js';
import { outdatedDeliveries, settleDeliveries, type ClaimedDelivery, type SkipReason } from './delivery.repository.js';
import { deputiesOf } from './deputies.js';
import type { NoticeSights } from './notice-sights.js';
import { isDuty, topicOf } from './notice-topics.js';
import { unwantedTopics } from './notice-preferences.queries.js';
import { handOnClaimed } from './raise-notices.js';

export interface Judged {
  /** Null when nothing is sent: the person has left. */
  readonly recipient: ReachedPerson | null;
  readonly worthSending: readonly ClaimedDelivery[];
}

/**
 * Judges once more, at the moment of sending, what was raised for one person, maybe days ago: whether they are still here,
 * whether something newer tells more, whether they are away, still want it by mail, and may still see what it is about.
 * What is not sent is recorded as skipped, with the reason; the inbox keeps it.
 */
export async function judgeClaimed(
  tx: Tx,
  sights: NoticeSights,
  claimed: readonly ClaimedDelivery[],
  lease: Instant,
): Promise<Judged> {
  const { recipientId } = claimed[0]!;
  const [recipient = null] = await personsOf(tx, [{ person: recipientId }]);
  const reader = (await actorsOf(tx, [recipientId])).get(recipientId);
  let left = [...claimed];
  const skip = async (skipped: readonly ClaimedDelivery[], skippedBecause: SkipReason) => {
    const ids = new Set(skipped.map(({ deliveryId }) => deliveryId));
    await settleDeliveries(tx, [...ids], lease, { state: 'skipped', skippedBecause });
    left = left.filter(({ deliveryId }) => !ids.has(deliveryId));
  };
  if (!recipient || !reader) {
    await skip(left, 'left');
    return { recipient: null, worthSending: [] };
  }
  const outdated = await outdatedDeliveries(
    tx,
    left.map(({ deliveryId }) => deliveryId),
  );
  await skip(
    left.filter(({ deliveryId }) => outdated.has(deliveryId)),
    'newer',
  );
  await skip(await sights.hidden(tx, reader, left), 'outOfSight');
  const deputy = left.length === 0 ? undefined : await deputyNow(tx, recipientId);
  if (deputy) {
    await handOnClaimed(tx, left.filter(isDutyOf), recipient, deputy);
    await skip(left, 'away');
  }
  const unwanted = left.every(isDutyOf) ? new Set<string>() : await unwantedTopics(tx, recipientId);
  await skip(
    left.filter((each) => unwanted.has(topicOf(each.rule, each.args)) && !isDutyOf(each)),
    'unwanted',
  );
  return { recipient, worthSending: left };
}

const isDutyOf = ({ rule, args }: ClaimedDelivery): boolean => isDuty(topicOf(rule, args));

/** Who stands in for a person today and can be told; a leave that began since the notice was raised counts. */
async function deputyNow(tx: Tx, personId: string): Promise<ReachedPerson | undefined> {
  const deputyId = deputyOn(await leavesOn(tx), personId, dateOf(tx.now));
  return deputyId === null ? undefined : (await deputiesOf(tx, [deputyId])).get(deputyId);
}

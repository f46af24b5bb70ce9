import { announceChanges } from '#db/change-feed.js';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { authorOf } from '#domain/access/index.js';
import type { Instant, PlainDate } from '#domain/calendar/index.js';
import type { Recipient } from '#domain/ladder/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { personsOf, type ReachedPerson } from '#features/directory/index.js';
import { outbox } from '#jobs/index.js';
import { personsWithLeftovers, type ClaimedDelivery } from './delivery.repository.js';
import { morningsFor, recool, type MovedReminder } from './cool-down.js';
import { handedOn, handOn, wantedKey, type WantedNotice } from './deputies.js';
import type { DigestMorning } from './digest-morning.js';
import type { NoticeRule } from './notice-rules.js';
import { subjectsOfRules, type NoticeSubject } from './notice-subjects.js';
import { noticeDeliver, noticeDigest } from './notice.jobs.js';
import { insertDeliveries, insertNotices, type DeliveryRow, type NoticeRow } from './notice.repository.js';

/** Long after the digest of the same morning, which is gathered minutes after the start of work. */
const leftoverAfterMs = 30 * 60_000;

/** Something to tell, once per (rule, subject, period) and person. */
export interface NoticeRequest {
  readonly rule: NoticeRule;
  readonly subjectKind: NoticeSubject;
  readonly subjectId: string;
  /** What makes the same rule speak again about the same subject, e.g. `rung-2-r0-p2`. */
  readonly period: string;
  readonly recipients: readonly Recipient[];
  /** `now` is sent at once, whatever the hour; `digest` waits for the start of the next workday. */
  readonly urgency: 'now' | 'digest';
  /** What the words of the rule are filled with; see `notice-args.ts`. */
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * Tells people, in this transaction: a row in the inbox of each person behind the recipients, and a mail on its way for
 * those who have an address. Whoever acts is not told of it, and nobody twice of one thing; who is meant in both
 * urgencies is told at once. The number of statements does not depend on the number of requests.
 */
export async function raiseNotices(tx: Tx, requests: readonly NoticeRequest[]): Promise<void> {
  const wanted = await wantedNotices(tx, requests);
  if (wanted.length === 0) return;
  const raisedIds = await insertNotices(
    tx,
    wanted.map(({ row }) => row),
  );
  const raised = wanted.filter(({ row }) => raisedIds.has(row.noticeId));
  if (raised.length === 0) return;
  await sendOff(tx, raised);
  const told = new Set(raised.map(({ row }) => row.recipientId));
  await announceChanges(
    tx,
    [...told].map((id) => ({ subject: 'notice', id, version: 0 })),
  );
}

async function wantedNotices(tx: Tx, requests: readonly NoticeRequest[]): Promise<WantedNotice[]> {
  const recipients = new Map(requests.flatMap((each) => each.recipients).map((each) => [JSON.stringify(each), each]));
  const reached = new Map<string, ReachedPerson[]>();
  for (const person of await personsOf(tx, [...recipients.values()])) {
    const key = JSON.stringify(person.recipient);
    reached.set(key, [...(reached.get(key) ?? []), person]);
  }
  const { actor } = tx.context;
  const author = authorOf(tx.context);
  const wanted = new Map<string, WantedNotice>();
  for (const request of requests) {
    const { rule, subjectKind, subjectId, period, urgency } = request;
    if (!subjectsOfRules[rule].includes(subjectKind)) throw new Error(`${rule} is not about a ${subjectKind}`);
    const args = { ...request.args, byName: actor.kind === 'person' ? actor.name : null };
    for (const recipient of request.recipients)
      for (const { personId, name, email } of reached.get(JSON.stringify(recipient)) ?? []) {
        const about = { noticeId: newId(), rule, subjectKind, subjectId, period, recipientId: personId };
        const row = { ...about, urgency, args, createdAt: tx.now };
        const key = wantedKey(row);
        if (personId === author || (urgency === 'digest' && wanted.has(key))) continue;
        if (wanted.get(key)?.row.urgency === 'now') continue;
        wanted.set(key, { row, name, email });
      }
  }
  // In one order everywhere: two transactions that tell the same things wait for each other instead of locking up.
  return (await handOn(tx, wanted)).sort((a, b) => (wantedKey(a.row) < wantedKey(b.row) ? -1 : 1));
}

/**
 * The duties of somebody who turned out to be away when their mail was to be sent, raised for who stands in: a digest at
 * once, since the morning is this one. Who has been told of it is not told again.
 */
export async function handOnClaimed(
  tx: Tx,
  claimed: readonly ClaimedDelivery[],
  absent: ReachedPerson,
  deputy: ReachedPerson,
): Promise<void> {
  const wanted = claimed.map(({ rule, subjectKind, subjectId, period, urgency, args }) => {
    const about = { noticeId: newId(), rule, subjectKind, subjectId, period, recipientId: absent.personId };
    return handedOn({ row: { ...about, urgency, args, createdAt: tx.now }, name: absent.name }, deputy);
  });
  const raisedIds = await insertNotices(
    tx,
    wanted.map(({ row }) => row),
  );
  const raised = wanted.filter(({ row }) => raisedIds.has(row.noticeId));
  if (raised.length === 0) return;
  const waiting = await addDeliveries(tx, raised, () => tx.now);
  if (waiting.length > 0)
    await outbox.add(tx, noticeDigest, { personId: deputy.personId }, { key: `handed on ${waiting[0]!.noticeId}` });
  await announceChanges(tx, [{ subject: 'notice', id: deputy.personId, version: 0 }]);
}

/** The mails of these notices, and the promises to send them: one per urgent mail, one per person and morning. */
async function sendOff(tx: Tx, raised: readonly WantedNotice[]): Promise<void> {
  const rows = raised.flatMap(({ row, email }) => (email !== null && row.urgency === 'digest' ? [row] : []));
  const morningOf = rows.length === 0 ? null : await morningsFor(tx, await loadCalendar(tx), rows);
  const waiting = await addDeliveries(tx, raised, (row) => (morningOf ? morningOf(row).startsAt : tx.now));
  if (morningOf)
    await promiseEach(
      tx,
      waiting.map((row) => ({ recipientId: row.recipientId, morning: morningOf(row) })),
    );
}

/** A delivery for each notice with an address; the urgent ones are promised. Answers those that wait for a digest. */
async function addDeliveries(
  tx: Tx,
  raised: readonly WantedNotice[],
  digestDueAt: (row: NoticeRow) => Instant,
): Promise<NoticeRow[]> {
  const mailed = raised.flatMap(({ row, email }) => (email === null ? [] : [{ row, email, deliveryId: newId() }]));
  await insertDeliveries(
    tx,
    mailed.map(({ row, email, deliveryId }): DeliveryRow => ({
      deliveryId,
      noticeId: row.noticeId,
      address: email,
      messageId: messageIdOf(tx, deliveryId),
      dueAt: row.urgency === 'digest' ? digestDueAt(row) : tx.now,
    })),
  );
  await outbox.addMany(
    tx,
    noticeDeliver,
    mailed
      .filter(({ row }) => row.urgency === 'now')
      .map(({ deliveryId }) => ({ payload: { deliveryId }, key: deliveryId })),
  );
  return mailed.flatMap(({ row }) => (row.urgency === 'digest' ? [row] : []));
}

/** The digests of these persons on these mornings, which are mostly one. */
async function promiseEach(tx: Tx, wanted: readonly { recipientId: string; morning: DigestMorning }[]): Promise<void> {
  const mornings = new Map(wanted.map(({ morning }) => [morning.date, morning]));
  for (const morning of mornings.values()) {
    const theirs = wanted.filter((each) => each.morning.date === morning.date);
    await promiseDigests(
      tx,
      theirs.map(({ recipientId }) => recipientId),
      morning,
    );
  }
}

/** Reminders that wait are put where the cool-down of now has them; answers which moved, from when to when. */
export async function recoolReminders(tx: Tx): Promise<MovedReminder[]> {
  const { moved, digests } = await recool(tx);
  await promiseEach(tx, digests);
  return moved;
}

/** One digest per person and morning, however often it is promised. */
export async function promiseDigests(tx: Tx, personIds: readonly string[], morning: DigestMorning): Promise<void> {
  await outbox.addMany(
    tx,
    noticeDigest,
    [...new Set(personIds)].map((personId) => ({
      payload: { personId },
      key: `${personId} ${morning.date}`,
      notBefore: morning.gatheredAt,
    })),
  );
}

/** Anything of a past morning that no digest has taken with it gets a digest of its own. */
export async function promiseLeftovers(tx: Tx, day: PlainDate): Promise<void> {
  const personIds = await personsWithLeftovers(tx, (tx.now - leftoverAfterMs) as Instant);
  await outbox.addMany(
    tx,
    noticeDigest,
    personIds.map((personId) => ({ payload: { personId }, key: `${personId} ${day} leftovers` })),
  );
}

/** The same on every try, so that a receiver can drop a repeat. */
function messageIdOf(tx: Tx, deliveryId: string): string {
  return `<${deliveryId}@duban.${tx.districtId}>`;
}

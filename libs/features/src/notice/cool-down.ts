import type { Tx } from '#db/database.js';
import { addWorkdays, dateOf, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { coolDown, policyInForce } from '#features/policy/index.js';
import { lastMailed, putOffTo, remindedKey, waitingReminders, type Reminded } from './cool-down.repository.js';
import { digestMorning, morningOf, type DigestMorning } from './digest-morning.js';
import { remindingRules } from './notice-topics.js';

/** A reminder that goes out at another moment than it was to. */
export interface MovedReminder {
  readonly noticeId: string;
  readonly rule: string;
  readonly recipient: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The morning on which a reminder is mailed: the given one, or so many workdays after the same was last mailed to the same
 * person. Example, two workdays: mailed on Thursday, raised again on Friday for Monday's morning: Monday it is; raised
 * again on Thursday evening for Friday's: put off to Monday.
 */
export function cooledMorning(
  calendar: WorkCalendar,
  morning: DigestMorning,
  lastAt: Instant | undefined,
  workdays: number,
): DigestMorning {
  if (lastAt === undefined) return morning;
  const earliest = morningOf(calendar, addWorkdays(calendar, dateOf(lastAt), workdays));
  return earliest.startsAt > morning.startsAt ? earliest : morning;
}

/** Which morning each of these is mailed on, when all of them are raised now. */
export async function morningsFor(
  tx: Tx,
  calendar: WorkCalendar,
  raised: readonly Reminded[],
): Promise<(each: Reminded) => DigestMorning> {
  const morning = digestMorning(calendar, tx.now);
  const reminders = raised.filter(({ rule }) => (remindingRules as readonly string[]).includes(rule));
  if (reminders.length === 0) return () => morning;
  const { workdays } = await policyInForce(tx, coolDown);
  const last = await lastMailed(tx, reminders);
  return (each) => cooledMorning(calendar, morning, last.get(remindedKey(each)), workdays);
}

/** Reminders that wait, by the cool-down as it is now; answers those whose moment is another. Their digests are the caller's. */
export async function recool(
  tx: Tx,
): Promise<{ moved: MovedReminder[]; digests: { recipientId: string; morning: DigestMorning }[] }> {
  const calendar = await loadCalendar(tx);
  const { workdays } = await policyInForce(tx, coolDown);
  const waiting = await waitingReminders(tx);
  const last = await lastMailed(tx, waiting);
  const next = digestMorning(calendar, tx.now);
  const changes = waiting.flatMap((each) => {
    const raised = digestMorning(calendar, each.createdAt);
    const morning = raised.startsAt > next.startsAt ? raised : next;
    const to = cooledMorning(calendar, morning, last.get(remindedKey(each)), workdays);
    return to.startsAt === each.dueAt ? [] : [{ ...each, to }];
  });
  await putOffTo(
    tx,
    changes.map(({ deliveryId, to }) => ({ deliveryId, to: to.startsAt })),
  );
  return {
    moved: changes.map(({ noticeId, rule, recipient, dueAt, to }) => ({
      noticeId,
      rule,
      recipient,
      from: dueAt,
      to: to.startsAt,
    })),
    digests: changes.map(({ recipientId, to }) => ({ recipientId, morning: to })),
  };
}

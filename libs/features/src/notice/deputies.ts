import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { authorOf, deputyOn } from '#domain/access/index.js';
import { dateOf } from '#domain/calendar/index.js';
import { leavesOn, personsOf, type ReachedPerson } from '#features/directory/index.js';
import type { NoticeRow } from './notice.repository.js';
import { isDuty, topicOf } from './notice-topics.js';

export interface WantedNotice {
  readonly row: NoticeRow;
  readonly name: string;
  /** Null: no mail, the inbox only. */
  readonly email: string | null;
}

/** By what a notice is unique: nobody is told twice of one thing, deputy or not. */
export const wantedKey = ({ recipientId, rule, subjectId, period }: NoticeRow): string =>
  [recipientId, rule, subjectId, period].join(' ');

/**
 * Adds what deputies are told today: whatever is a duty of somebody who is away goes to who stands in for them as well,
 * unless they are told of it anyway. The absent person keeps it in the inbox and gets no mail.
 */
export async function handOn(tx: Tx, wanted: ReadonlyMap<string, WantedNotice>): Promise<WantedNotice[]> {
  const all = [...wanted.values()];
  const leaves = all.length === 0 ? [] : await leavesOn(tx);
  if (leaves.length === 0) return all;
  const today = dateOf(tx.now);
  const deputyOf = ({ row }: WantedNotice) => deputyOn(leaves, row.recipientId, today);
  const deputies = await deputiesOf(tx, new Set(all.map(deputyOf).filter((id) => id !== null)));
  const told = new Map<string, WantedNotice>();
  for (const each of all) {
    const deputy = deputies.get(deputyOf(each) ?? '');
    told.set(wantedKey(each.row), deputy ? { ...each, email: null } : each);
  }
  for (const each of all) {
    const deputy = deputies.get(deputyOf(each) ?? '');
    if (!deputy || !isDuty(topicOf(each.row.rule, each.row.args)) || deputy.personId === authorOf(tx.context)) continue;
    const handed = handedOn(each, deputy);
    const known = told.get(wantedKey(handed.row));
    // Told anyway, and no later: once is enough.
    if (known && (known.row.urgency === 'now' || handed.row.urgency === 'digest')) continue;
    told.set(wantedKey(handed.row), handed);
  }
  return [...told.values()];
}

/** The same notice for who stands in, saying for whom. */
export function handedOn({ row, name }: Omit<WantedNotice, 'email'>, deputy: ReachedPerson): WantedNotice {
  return {
    row: { ...row, noticeId: newId(), recipientId: deputy.personId, args: { ...row.args, insteadOf: name } },
    name: deputy.name,
    email: deputy.email,
  };
}

/** Those of the persons who can be told anything, by id. */
export async function deputiesOf(tx: Tx, ids: Iterable<string>): Promise<Map<string, ReachedPerson>> {
  const reached = await personsOf(
    tx,
    [...ids].map((person) => ({ person })),
  );
  return new Map(reached.map((each) => [each.personId, each]));
}

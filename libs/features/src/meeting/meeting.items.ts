import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { dateOf } from '#domain/calendar/index.js';
import { RefusedError } from '#domain/refusal.js';
import { loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { agendaScope } from './meeting.access.js';
import { agendaItemView, type AgendaItemView } from './meeting-items.dto.js';
import { itemView, namedIn } from './meeting-agenda.view.js';
import { findItem, lockItem } from './meeting-items.repository.js';
import { selectBeside } from './meeting-beside.queries.js';
import { selectAgenda, selectMeeting, selectNames } from './meeting.queries.js';
import type { AgendaItemRow } from './meeting.rows.js';

/** The problem an item is about, locked before its meeting; undefined when it is about none. */
export async function lockMatter(tx: Tx, meetingId: string, itemId: string): Promise<LoadedProblem | undefined> {
  const item = await findItem(tx, meetingId, itemId);
  if (!item) throw new RefusedError({ code: 'agenda_item.not_found', args: {} });
  if (item.problemId === null) return undefined;
  return (await loadForUpdate(tx, [item.problemId])).get(item.problemId);
}

/**
 * The item as somebody who saw this version of it wants to change it; its meeting is held. Refusals:
 * `agenda_item.not_found`, `agenda_item.version_conflict` with the item as it is now, `agenda_item.not_listed` (`state`).
 */
export async function heldItem(
  tx: Tx,
  meetingId: string,
  itemId: string,
  seen: number,
  state: AgendaItemRow['state'] = 'listed',
): Promise<AgendaItemRow> {
  const item = await lockItem(tx, meetingId, itemId);
  if (!item) throw new RefusedError({ code: 'agenda_item.not_found', args: {} });
  if (item.version !== seen) {
    const current = await viewOfItem(tx, item);
    throw new VersionConflictError(
      'agenda_item',
      current ? z.encode(agendaItemView, current) : { version: item.version },
    );
  }
  if (item.state !== state) throw new RefusedError({ code: 'agenda_item.not_listed', args: { state: item.state } });
  return item;
}

/** The item as the asker may see it. */
export async function viewOfItem(tx: Tx, item: AgendaItemRow): Promise<AgendaItemView | undefined> {
  const rows = await selectAgenda(tx, item.meetingId, agendaScope(tx.context));
  const row = rows.find(({ item: { itemId } }) => itemId === item.itemId);
  if (!row) return undefined;
  const { units, persons } = namedIn([row.item]);
  const found = await selectMeeting(tx, item.meetingId);
  const beside = await selectBeside(tx, [row], found?.meeting.heldOn ?? dateOf(tx.now));
  return itemView(row, row.item.position, await selectNames(tx, units, persons), beside);
}

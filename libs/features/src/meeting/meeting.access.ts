import { z } from 'zod';
import type { Tx } from '#db/database.js';
import { can, scopeFor, type Actor, type CommandContext, type Scope } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { VersionConflictError } from '#platform/http/index.js';
import { meetingView } from './meeting.dto.js';
import { meetingViewOf } from './meeting.reader.js';
import { allSeries, lockMeetings } from './meeting.repository.js';
import type { MeetingRow, SeriesRow } from './meeting.rows.js';

/** The signed-in person of a context. Routes that act on meetings are never public, so there is one. */
export function personOf({ actor }: CommandContext): Actor {
  if (actor.kind !== 'person') throw new RefusedError({ code: 'access.not_signed_in', args: {} });
  return actor;
}

/** How much of an agenda the asker may see. */
export function agendaScope({ actor }: CommandContext): Scope {
  return actor.kind === 'person' ? scopeFor(actor, 'agenda.read') : { kind: 'district' };
}

/** Whether this person is the one whose leave this meeting's agenda needs. */
export function isChair(actor: Actor, { districtId, chairId }: SeriesRow): boolean {
  return can(actor, 'meeting.approve', { districtId, ownerId: chairId });
}

/** Refusal: `meeting.chair_only`. */
export function assertChair(actor: Actor, series: SeriesRow): void {
  if (!isChair(actor, series)) throw new RefusedError({ code: 'meeting.chair_only', args: {} });
}

export interface HeldMeeting {
  readonly meeting: MeetingRow;
  readonly series: SeriesRow;
}

/** The meeting, locked, with its series. Refusal: `meeting.not_found`. */
export async function holdMeeting(tx: Tx, meetingId: string): Promise<HeldMeeting> {
  const meeting = (await lockMeetings(tx, [meetingId])).get(meetingId);
  const series = meeting && (await allSeries(tx)).find(({ seriesId }) => seriesId === meeting.seriesId);
  if (!meeting || !series) throw new RefusedError({ code: 'meeting.not_found', args: {} });
  return { meeting, series };
}

/** The same for somebody who saw this version of it: `meeting.version_conflict` with the meeting as it is now. */
export async function holdSeenMeeting(tx: Tx, meetingId: string, seen: number): Promise<HeldMeeting> {
  const held = await holdMeeting(tx, meetingId);
  if (held.meeting.version !== seen) {
    const current = await meetingViewOf(tx, meetingId, agendaScope(tx.context));
    throw new VersionConflictError('meeting', z.encode(meetingView, current));
  }
  return held;
}

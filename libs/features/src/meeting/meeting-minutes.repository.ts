import { and, desc, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { meetingMinutes } from '#db/schema/index.js';
import type { Change, MinutesContent } from '#domain/meeting/index.js';
import type { MinutesRow } from './meeting.rows.js';

/** A draft of the next edition. */
export async function insertDraft(
  tx: Tx,
  meetingId: string,
  draft: { edition: number; content: MinutesContent; reason: string | null; by: string | null },
): Promise<MinutesRow> {
  const { edition, content, reason, by } = draft;
  const [row] = await tx.sql
    .insert(meetingMinutes)
    .values({
      districtId: tx.districtId,
      meetingId,
      edition,
      state: 'draft',
      content,
      reason,
      updatedAt: tx.now,
      updatedBy: by,
    })
    .returning();
  return row!;
}

/** The editions of a meeting's minutes, the newest first. */
export async function editionsOf(tx: Tx, meetingId: string): Promise<MinutesRow[]> {
  return tx.sql
    .select()
    .from(meetingMinutes)
    .where(and(eq(meetingMinutes.districtId, tx.districtId), eq(meetingMinutes.meetingId, meetingId)))
    .orderBy(desc(meetingMinutes.edition));
}

/** Saves a draft as its next version; undefined when it is no draft, or no longer the version that was seen. */
export async function saveDraft(
  tx: Tx,
  meetingId: string,
  edition: number,
  seen: number,
  { content, by }: { content: MinutesContent; by: string },
): Promise<MinutesRow | undefined> {
  const [row] = await tx.sql
    .update(meetingMinutes)
    .set({ content, updatedAt: tx.now, updatedBy: by, version: sql`${meetingMinutes.version} + 1` })
    .where(draftSeen(tx, meetingId, edition, seen))
    .returning();
  return row;
}

/** Makes a draft an edition that never changes; undefined as in `saveDraft`. */
export async function freezeDraft(
  tx: Tx,
  meetingId: string,
  edition: number,
  seen: number,
  { changes, by }: { changes: readonly Change[]; by: string },
): Promise<MinutesRow | undefined> {
  const [row] = await tx.sql
    .update(meetingMinutes)
    .set({ state: 'published', changes: [...changes], publishedAt: tx.now, publishedBy: by })
    .where(draftSeen(tx, meetingId, edition, seen))
    .returning();
  return row;
}

function draftSeen(tx: Tx, meetingId: string, edition: number, seen: number) {
  return and(
    eq(meetingMinutes.districtId, tx.districtId),
    eq(meetingMinutes.meetingId, meetingId),
    eq(meetingMinutes.edition, edition),
    eq(meetingMinutes.version, seen),
    eq(meetingMinutes.state, 'draft'),
  );
}

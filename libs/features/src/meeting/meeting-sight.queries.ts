import { and, eq, inArray } from 'drizzle-orm';
import { meeting } from '#db/schema/index.js';
import { can, scopeFor } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';
import { problemsSeen } from '#features/problem/index.js';

const meetingSight: NoticeSight = {
  kind: 'meeting',
  async seen(tx, reader, ids) {
    if (!can(reader, 'meeting.read')) return new Set();
    const rows = await tx.sql
      .select({ id: meeting.meetingId })
      .from(meeting)
      .where(and(eq(meeting.districtId, tx.districtId), inArray(meeting.meetingId, [...ids])));
    return new Set(rows.map(({ id }) => id));
  },
};

/** A problem as an item: as far as the reader sees agendas, which reaches further for a chair than problems do. */
const agendaItemSight: NoticeSight = {
  kind: 'agendaItem',
  seen: (tx, reader, ids) => problemsSeen(tx, scopeFor(reader, 'agenda.read'), ids),
};

export const meetingSights: readonly NoticeSight[] = [meetingSight, agendaItemSight];

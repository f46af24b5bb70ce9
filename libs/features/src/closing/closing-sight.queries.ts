import { and, eq, inArray } from 'drizzle-orm';
import { card, project } from '#db/schema/index.js';
import { scopeFor, type Actor } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';
import { projectsInScope } from '#features/project/index.js';

/** An office's progress: its own, or a whole district's in sight. */
function officesSeen(reader: Actor, ids: readonly string[]): Set<string> {
  const scope = scopeFor(reader, 'progress.read');
  if (scope.kind === 'district') return new Set(ids);
  return new Set(ids.filter((id) => scope.kind === 'within' && scope.officeId === id));
}

const officeSight: NoticeSight = {
  kind: 'office',
  seen: (_tx, reader, ids) => Promise.resolve(officesSeen(reader, ids)),
};

const districtSight: NoticeSight = {
  kind: 'district',
  seen: (_tx, reader, ids) =>
    Promise.resolve(new Set(scopeFor(reader, 'progress.read').kind === 'district' ? ids : [])),
};

/**
 * Cards are told by office or leader, whose they are. An office sees its own; a leader as long as one of the projects is
 * in sight, so that after a hand-over the new leader has to do with them and not the old one.
 */
const cardSight: NoticeSight = {
  kind: 'card',
  async seen(tx, reader, ids) {
    const offices = officesSeen(reader, ids);
    const rows = await tx.sql
      .selectDistinct({ leaderId: card.leaderId })
      .from(card)
      .innerJoin(project, and(eq(project.districtId, card.districtId), eq(project.projectId, card.projectId)))
      .where(
        and(
          eq(card.districtId, tx.districtId),
          inArray(card.leaderId, [...ids]),
          projectsInScope(scopeFor(reader, 'progress.read')),
        ),
      );
    return new Set([...offices, ...rows.flatMap(({ leaderId }) => leaderId ?? [])]);
  },
};

export const closingSights: readonly NoticeSight[] = [officeSight, districtSight, cardSight];

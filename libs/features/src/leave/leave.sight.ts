import { can } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';

/** Who is away and who stands in is told to whom it names, also that they do not any more; no secret to the district's own. */
export const leaveSight: NoticeSight = {
  kind: 'leave',
  seen: (_tx, reader, ids) => Promise.resolve(new Set(can(reader, 'leave.write') ? ids : [])),
};

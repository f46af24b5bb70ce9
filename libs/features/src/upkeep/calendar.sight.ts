import { can } from '#domain/access/index.js';
import type { NoticeSight } from '#features/notice/index.js';

/** What moved with the calendar or the rules of procedure: for whoever may see the calendar. */
export const calendarSight: NoticeSight = {
  kind: 'calendar',
  seen: (_tx, reader, ids) => Promise.resolve(new Set(can(reader, 'calendar.read') ? ids : [])),
};

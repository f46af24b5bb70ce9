import { addDays, weekContaining } from '../calendar/index.js';
import type { Instant, PlainDate, WorkCalendar } from '../calendar/index.js';
import { occurrences } from './occurrence.js';
import type { MeetingRule, Occurrence } from './series.js';

/** A meeting that has been announced and not begun. */
export interface Announced {
  readonly meetingId: string;
  readonly on: PlainDate;
  readonly startsAt: Instant;
  /** The nominal days it was to serve, in order; by the first of them it is the same meeting under another calendar. */
  readonly nominalDays: readonly PlainDate[];
}

/** Where a meeting is held now; several may have become one, which then has both agendas. */
export interface Replanned {
  readonly meetingId: string;
  readonly to: Occurrence;
  /** The meetings that fell on the same day and are held no more; their agendas are this one's now. */
  readonly absorbs: readonly string[];
}

/** No holiday puts a meeting further off. */
const FURTHEST_DAYS = 60;

/**
 * The announced meetings of one series by its rule and the calendar as they are now. A meeting follows its first nominal
 * day, and where a changed rule has that day no more, the first meeting of that week or after; those that come to one day become one, which is the one that was there already, else the earlier. One that would
 * have begun by now stays as it was announced: nobody can be called to a meeting in the past.
 *
 * Example: meetings on Mondays 2026-03-09 and 03-16; the 9th to the 13th become holidays: the first moves to the 16th and
 * joins the second, which absorbs it.
 */
export function replan(
  announced: readonly Announced[],
  rule: MeetingRule,
  calendar: WorkCalendar,
  now: Instant,
): Replanned[] {
  const meetings = announced.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const first = meetings[0];
  const last = meetings.at(-1);
  if (first === undefined || last === undefined) return [];
  const from = meetings.reduce(
    (least, { nominalDays: [day] }) => (day !== undefined && day < least ? day : least),
    first.on,
  );
  // From the beginning of the week: a changed weekday may lie before the day announced.
  const coming = occurrences(rule, calendar, weekContaining(from).start, addDays(last.on, FURTHEST_DAYS));
  const together = new Map<PlainDate, { to: Occurrence; meetings: Announced[] }>();
  for (const meeting of meetings) {
    const to = placeOf(meeting, coming);
    if (to === undefined || to.startsAt <= now) continue;
    const group = together.get(to.on);
    if (group) group.meetings.push(meeting);
    else together.set(to.on, { to, meetings: [meeting] });
  }
  return [...together.values()].map(({ to, meetings: group }) => {
    const stays = group.find(({ on }) => on === to.on) ?? group[0]!;
    return {
      meetingId: stays.meetingId,
      to,
      absorbs: group.filter((meeting) => meeting !== stays).map(({ meetingId }) => meetingId),
    };
  });
}

function placeOf(
  { on, nominalDays: [nominal = on] }: Announced,
  coming: readonly Occurrence[],
): Occurrence | undefined {
  const same = coming.find(({ nominalDays }) => nominalDays.includes(nominal));
  if (same) return same;
  const week = weekContaining(nominal);
  return coming.find(({ nominalDays }) => (nominalDays.at(-1) ?? week.start) >= week.start);
}

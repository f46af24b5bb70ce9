import type { Tx } from '#db/database.js';
import type { Instant, PlainDate, WorkCalendar } from '#domain/calendar/index.js';
import { locksAt, replan, type Occurrence, type Replanned } from '#domain/meeting/index.js';
import { absorb, lockAnnounced, placeMeeting } from './meeting-replanning.repository.js';
import { allSeries, announceMeetings, listedItems, planTimers } from './meeting.repository.js';
import { occurrenceOf, ruleOf, type MeetingRow, type SeriesRow } from './meeting.rows.js';

/** When a meeting is held, as people are told of it. */
export interface MeetingTime {
  readonly number: number;
  readonly on: PlainDate;
  readonly startsAt: Instant;
  readonly cutOffAt: Instant;
}

/** A meeting that another calendar or another rule moved. */
export interface MovedMeeting {
  readonly meetingId: string;
  readonly series: string;
  readonly seriesEn: string;
  readonly chairId: string;
  readonly from: MeetingTime;
  /** That of the meeting it became part of, when `mergedInto` is given. */
  readonly to: MeetingTime;
  readonly mergedInto: string | null;
  /** What stands on its agenda. */
  readonly problemIds: readonly string[];
}

/**
 * Every announced meeting that has not begun, by the rules and the calendar as they are now: day, cut-off, approval,
 * number and alarms. Meetings that come to one day become one with both agendas; an agenda whose cut-off lies ahead
 * again is open again. Answers what moved.
 */
export async function replanMeetings(tx: Tx, calendar: WorkCalendar): Promise<MovedMeeting[]> {
  const series = await allSeries(tx);
  const rows = await lockAnnounced(tx);
  const items = await listedItems(
    tx,
    rows.map(({ meetingId }) => meetingId),
  );
  const byId = new Map(rows.map((row) => [row.meetingId, row]));
  const moved: Omit<MovedMeeting, 'problemIds'>[] = [];
  for (const each of series) {
    const announced = rows.filter(({ seriesId }) => seriesId === each.seriesId).map(announcedOf);
    const changes = replan(announced, ruleOf(each), calendar, tx.now).filter((change) =>
      differs(byId.get(change.meetingId)!, change),
    );
    await absorb(tx, changes);
    await moveAll(tx, changes, byId);
    moved.push(...changes.flatMap((change) => movesOf(change, each, byId)));
  }
  return moved.map((each) => ({
    ...each,
    problemIds: items.flatMap(({ meetingId, problemId }) =>
      meetingId === each.meetingId && problemId !== null ? [problemId] : [],
    ),
  }));
}

const announcedOf = ({ meetingId, heldOn: on, startsAt, nominalDays }: MeetingRow) => ({
  meetingId,
  on,
  startsAt,
  nominalDays,
});

function differs(row: MeetingRow, { to, absorbs }: Replanned): boolean {
  const { provisional: _, ...wanted } = to;
  return absorbs.length > 0 || JSON.stringify(inOrder(occurrenceOf(row))) !== JSON.stringify(inOrder(wanted));
}

const inOrder = (facts: Omit<Occurrence, 'provisional'>) => Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * A handful of rows, one by one: two of them on one day is refused row by row, so those that move later go first from
 * the end, then those that move earlier from the start.
 */
async function moveAll(tx: Tx, changes: readonly Replanned[], byId: ReadonlyMap<string, MeetingRow>): Promise<void> {
  const heldOn = ({ meetingId }: Replanned) => byId.get(meetingId)!.heldOn;
  const later = changes.filter((change) => change.to.on > heldOn(change)).toReversed();
  const others = changes.filter((change) => change.to.on <= heldOn(change));
  const rows: MeetingRow[] = [];
  for (const { meetingId, to } of [...later, ...others]) {
    const state = locksAt(to) > tx.now ? 'agendaOpen' : byId.get(meetingId)!.state;
    rows.push(await placeMeeting(tx, meetingId, to, state));
  }
  await planTimers(tx, rows);
  await announceMeetings(tx, rows);
}

function movesOf(
  { meetingId, to, absorbs }: Replanned,
  { name, nameEn, chairId }: SeriesRow,
  byId: ReadonlyMap<string, MeetingRow>,
): Omit<MovedMeeting, 'problemIds'>[] {
  const time = { number: to.number, on: to.on, startsAt: to.startsAt, cutOffAt: to.cutOffAt };
  return [meetingId, ...absorbs].map((id) => {
    const { number, heldOn: on, startsAt, cutOffAt } = byId.get(id)!;
    return {
      meetingId: id,
      series: name,
      seriesEn: nameEn,
      chairId,
      from: { number, on, startsAt, cutOffAt },
      to: time,
      mergedInto: id === meetingId ? null : meetingId,
    };
  });
}

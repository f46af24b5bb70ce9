import type { Tx } from '#db/database.js';
import { addDays, dateOf, type Instant, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import { occurrences, type Occurrence } from '#domain/meeting/index.js';
import { lockMeetings, nextPosition, openMeeting } from './meeting.repository.js';
import { ruleOf, type MeetingRow, type SeriesRow } from './meeting.rows.js';

/** How far ahead an open agenda is looked for: over the longest holiday there is at least one meeting in it. */
const LOOK_AHEAD_DAYS = 60;

/** The meetings of one transaction: opened and locked once, however many matters come to them. */
export class Agendas {
  private readonly opened = new Map<string, MeetingRow>();
  private readonly coming = new Map<string, Occurrence[]>();

  constructor(
    private readonly tx: Tx,
    private readonly calendar: WorkCalendar,
  ) {}

  /** The meetings still to start whose cut-off comes not before `cameAt`, soonest first; each is opened when asked for. */
  async *takingAt(series: SeriesRow, cameAt: Instant): AsyncGenerator<MeetingRow> {
    for (const occurrence of this.comingOf(series, dateOf(this.tx.now))) {
      if (occurrence.startsAt <= this.tx.now || occurrence.cutOffAt < cameAt) continue;
      yield await this.open(series, occurrence);
    }
  }

  /** The series' next meeting that really takes place after that day, whatever its cut-off. */
  async nextAfter(series: SeriesRow, after: PlainDate): Promise<MeetingRow> {
    for (const occurrence of this.comingOf(series, addDays(after, 1))) {
      if (occurrence.startsAt <= this.tx.now) continue;
      const meeting = await this.open(series, occurrence);
      if (meeting.state === 'agendaOpen' || meeting.state === 'agendaLocked') return meeting;
    }
    throw new Error(`No meeting of ${series.seriesId} in the ${LOOK_AHEAD_DAYS} days from ${after}`);
  }

  /** Where a new item comes: 0 while the agenda orders itself, else behind the last one. */
  async positionIn(meeting: MeetingRow): Promise<number> {
    return meeting.state === 'agendaOpen' ? 0 : nextPosition(this.tx, meeting.meetingId);
  }

  private comingOf(series: SeriesRow, from: PlainDate): Occurrence[] {
    const today = dateOf(this.tx.now);
    const first = from > today ? from : today;
    const key = `${series.seriesId} ${first}`;
    const known =
      this.coming.get(key) ?? occurrences(ruleOf(series), this.calendar, first, addDays(first, LOOK_AHEAD_DAYS));
    this.coming.set(key, known);
    return known;
  }

  private async open(series: SeriesRow, occurrence: Occurrence): Promise<MeetingRow> {
    const key = `${series.seriesId} ${occurrence.on}`;
    const known = this.opened.get(key);
    if (known) return known;
    const { meetingId } = await openMeeting(this.tx, series, occurrence);
    const meeting = (await lockMeetings(this.tx, [meetingId])).get(meetingId)!;
    this.opened.set(key, meeting);
    return meeting;
  }
}

import { addDays, dateOf, instantAt, nextWorkday, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { locksAt, occurrences, type MeetingRule, type Occurrence } from '#domain/meeting/index.js';
import { Dice } from './dice.js';
import { calledOffOf, meetingId, wasOverBy } from './meetings.js';
import type { Line } from './project-names.js';

/** A meeting of a series as it went, or is to go. */
export interface SeriesMeeting {
  readonly line: Line;
  readonly meetingId: string;
  readonly occurrence: Occurrence;
  readonly locksAt: Instant;
  /** Held, and over by now. */
  readonly session: { readonly startedAt: Instant; readonly endedAt: Instant; readonly publishedAt: Instant } | null;
  /** 停开: its agenda went to the one after it. */
  readonly cancelled: { readonly at: Instant; readonly reason: string } | null;
}

/** How far back meetings are kept, and how far ahead they are looked for. */
const LOOK_BACK_DAYS = 84;
const LOOK_AHEAD_DAYS = 60;
const MINUTE = 60_000;
const WHY = '区委经济工作会议与本次例会时间冲突，停开一次，议题转入下次例会。';

/** The meetings of one line's series around now, in the order of their days. */
export class Timetable {
  readonly meetings: readonly SeriesMeeting[];

  constructor(
    readonly line: Line,
    rule: MeetingRule,
    private readonly calendar: WorkCalendar,
    private readonly now: Instant,
  ) {
    const today = dateOf(now);
    const from = addDays(today, -LOOK_BACK_DAYS);
    const first = from > rule.beganOn ? from : rule.beganOn;
    const held = occurrences(rule, calendar, first, addDays(today, LOOK_AHEAD_DAYS));
    const off = calledOffOf(line, rule, calendar);
    this.meetings = [
      ...held.map((occurrence) => this.meetingOf(occurrence, null)),
      ...(off === undefined ? [] : [this.meetingOf(off, this.cancellationOf(off))]),
    ].toSorted((a, b) => a.occurrence.startsAt - b.occurrence.startsAt);
  }

  /** The first that takes what is filed at this moment, as it looked then. */
  openAt(at: Instant): SeriesMeeting | undefined {
    return this.meetings.find(
      ({ occurrence, cancelled }) => occurrence.cutOffAt >= at && (cancelled === null || at < cancelled.at),
    );
  }

  /** The next one, as it looked then. */
  after(meeting: SeriesMeeting, at: Instant): SeriesMeeting | undefined {
    return this.meetings.find(
      ({ occurrence, cancelled }) =>
        occurrence.startsAt > meeting.occurrence.startsAt && (cancelled === null || at < cancelled.at),
    );
  }

  private meetingOf(occurrence: Occurrence, cancelled: SeriesMeeting['cancelled']): SeriesMeeting {
    const { line } = this;
    const dice = new Dice(`session-${line}-${occurrence.on}`);
    const startedAt = (occurrence.startsAt + dice.between(0, 4) * MINUTE) as Instant;
    const endedAt = (occurrence.startsAt + dice.between(55, 115) * MINUTE) as Instant;
    const publishedOn = nextWorkday(this.calendar, occurrence.on);
    const publishedAt = (instantAt(publishedOn, '16:00') + dice.between(0, 70) * MINUTE) as Instant;
    const over = cancelled === null && wasOverBy(occurrence, this.now);
    return {
      line,
      meetingId: meetingId(line, occurrence),
      occurrence,
      locksAt: locksAt(occurrence),
      session: over ? { startedAt, endedAt, publishedAt } : null,
      cancelled,
    };
  }

  /** On the afternoon before, when the agenda was locked and approved. */
  private cancellationOf({ approvalDueAt }: Occurrence): SeriesMeeting['cancelled'] {
    return { at: (approvalDueAt + 25 * MINUTE) as Instant, reason: WHY };
  }
}

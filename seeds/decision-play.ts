import { addDays, instantAt, type Instant, type PlainDate, type WorkCalendar } from '#domain/calendar/index.js';
import {
  alarmOf,
  defaultDecisionLadder,
  followUp,
  isStanding,
  recordDecision,
  type DecidedProblem,
  type DecisionCommand,
  type DecisionEntry,
  type DecisionEvent,
  type DecisionState,
  type DecisionTimer,
  type Followed,
  type Recording,
} from '#domain/decision/index.js';
import type { ProblemEvent, ProblemState } from '#domain/ladder/index.js';
import type { SeriesMeeting, Timetable } from './timetable.js';

/** A decision's standing on an agenda, as due. */
export interface DueListing {
  readonly meeting: SeriesMeeting;
  readonly admittedAt: Instant;
  readonly times: number;
  readonly state: 'listed' | 'removed';
  /** The meeting spoke of it. */
  readonly heard: boolean;
}

/** A decision as the running system would have left it. */
export interface DecisionStory {
  readonly state: DecisionState;
  readonly entries: readonly DecisionEntry[];
  readonly timers: readonly DecisionTimer[];
  readonly listings: readonly DueListing[];
  readonly text: string;
}

/** What its meeting wrote down. */
export interface Resolution {
  readonly text: string;
  readonly leadUnitId: string;
  readonly handlingUnitIds: readonly string[];
  readonly assistingUnitIds: readonly string[];
  readonly dueOn: PlainDate;
}

/** Its number is given when all are known; until then its id stands for it. */
export const unnumbered = (decisionId: string): string => `#${decisionId}`;

/** A decision from its meeting on: people act, its alarms ring, the meetings of its series hear of it when it is due. */
export class DecisionPlay {
  state: DecisionState;
  private readonly entries: DecisionEntry[] = [];
  private timers: readonly DecisionTimer[] = [];
  private listings: DueListing[] = [];
  private next: number;

  constructor(
    recording: Omit<Recording, 'number'>,
    private readonly timetable: Timetable,
    private readonly calendar: WorkCalendar,
    decidedAt: Instant,
    /** What becomes of its problem, at once. */
    private readonly onProblem: (events: readonly ProblemEvent[], at: Instant) => void,
  ) {
    const number = unnumbered(recording.id);
    const decided = recordDecision({ ...recording, number }, defaultDecisionLadder, calendar, decidedAt);
    if (!decided.ok) throw new RangeError(`A decision of the demo is refused: ${decided.refusal.code}`);
    this.text = recording.text;
    this.state = decided.value.decision;
    this.next = timetable.meetings.findIndex(({ locksAt }) => locksAt > decidedAt);
    this.take(decided.value, decidedAt);
  }

  private readonly text: string;

  story(now: Instant): DecisionStory {
    this.listWhereOpen(now);
    const { state, entries, timers, listings, text } = this;
    return { state, entries, timers, listings, text };
  }

  /** Its alarms, the locks of the agendas it may be due for, and the end of a meeting that has it. */
  nextMoment(clock: Instant): Instant | null {
    const moments: Instant[] = this.timers.map(({ dueAt }) => dueAt);
    const standing = this.standing();
    if (standing?.meeting.session) moments.push(standing.meeting.session.endedAt);
    const upcoming = this.upcoming();
    if (upcoming) moments.push(upcoming.locksAt);
    return moments.length === 0 ? null : (Math.max(Math.min(...moments), clock) as Instant);
  }

  ring(now: Instant): void {
    for (const { kind } of this.timers.filter(({ dueAt }) => dueAt <= now)) this.happen(alarmOf(kind), now);
    const standing = this.standing();
    if (standing?.meeting.session && standing.meeting.session.endedAt <= now) this.hear(standing, now);
    const upcoming = this.upcoming();
    if (upcoming && upcoming.locksAt <= now) {
      this.next += 1;
      this.listOn(upcoming);
    }
  }

  /** False when it is refused. */
  obey(command: DecisionCommand, problem: ProblemState | null, now: Instant): boolean {
    const followed = this.follow(command, problem, now);
    if (followed === undefined) return false;
    this.take(followed, now);
    return true;
  }

  /** Its problem went through a door of its own. */
  problemMoved(problem: ProblemState, now: Instant): void {
    const followed = this.follow({ type: 'problemMoved' }, problem, now);
    if (followed && !followed.stale) this.take(followed, now);
  }

  private happen(event: DecisionEvent, now: Instant): void {
    const followed = this.follow(event, null, now);
    if (followed === undefined) throw new Error('An alarm of a decision was refused.');
    this.take(followed, now);
  }

  private follow(event: DecisionEvent, problem: ProblemState | null, now: Instant): Followed | undefined {
    if (problem) this.see(problem);
    const followed = followUp(this.state, event, this.calendar, now);
    return followed.ok ? followed.value : undefined;
  }

  /** The problem as it is now. */
  see(problem: ProblemState): void {
    if (this.state.problem) this.state = { ...this.state, problem: decidedProblem(this.state.id, problem) };
  }

  private take(followed: Followed, now: Instant): void {
    this.state = followed.decision;
    this.timers = followed.timers;
    this.entries.push(...followed.entries);
    const standing = this.standing();
    if (standing && !isStanding(this.state)) this.settle({ ...standing, state: 'removed' });
    this.onProblem(followed.onProblem, now);
  }

  private standing(): DueListing | undefined {
    const last = this.listings.at(-1);
    return last?.state === 'listed' && !last.heard ? last : undefined;
  }

  private settle(listing: DueListing): void {
    this.listings = [...this.listings.slice(0, -1), listing];
  }

  private hear(standing: DueListing, now: Instant): void {
    this.settle({ ...standing, heard: true });
    this.happen({ type: 'meetingPassed', meetingId: standing.meeting.meetingId }, now);
  }

  /** The next meeting whose agenda is to be locked. A meeting that was called off locks nothing here. */
  private upcoming(): SeriesMeeting | undefined {
    if (this.next < 0 || !isStanding(this.state)) return undefined;
    while (this.timetable.meetings[this.next]?.cancelled) this.next += 1;
    return this.timetable.meetings[this.next];
  }

  private listOn(meeting: SeriesMeeting): void {
    const due = this.state.status === 'open' && this.state.dueAt < dayAfter(meeting);
    if (!due || this.standing()) return;
    const before = this.timetable.meetings.findLast(
      ({ occurrence }) => occurrence.startsAt < meeting.occurrence.startsAt,
    );
    const admittedAt = Math.max(this.state.decidedAt, before?.locksAt ?? 0) as Instant;
    const times = this.listings.length + 1;
    this.listings = [...this.listings, { meeting, admittedAt, times, state: 'listed', heard: false }];
  }

  /** What is due by the day of the next meeting whose agenda is open stands on it already. */
  private listWhereOpen(now: Instant): void {
    const open = this.upcoming();
    if (open && open.occurrence.startsAt > now) this.listOn(open);
  }
}

const dayAfter = ({ occurrence }: SeriesMeeting): Instant => instantAt(addDays(occurrence.on, 1), '00:00');

function decidedProblem(decisionId: string, problem: ProblemState): DecidedProblem {
  const { id, status, filingOfficeId, filedBy, claimedAt, claimedBy, claimedByUnitId } = problem;
  const answered = problem.decision?.id === decisionId;
  const driven = answered && problem.decision?.dueAt != null;
  return { id, status, filingOfficeId, filedBy, answered, driven, claimedAt, claimedBy, claimedByUnitId };
}

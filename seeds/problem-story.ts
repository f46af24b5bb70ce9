import {
  addDays,
  addWorkdays,
  dateOf,
  instantAt,
  type Instant,
  type TimeOfDay,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import {
  decide,
  occurrenceOf,
  type Decision,
  type Ladder,
  type MeetingName,
  type ProblemCommand,
  type ProblemState,
  type TimelineEntry,
  type TimerPlan,
} from '#domain/ladder/index.js';
import { nextOccurrenceOpenAt, occurrences, type MeetingRule, type Occurrence } from '#domain/meeting/index.js';

/** What somebody does in a story: as soon as `when` holds, so many workdays later at that time of day. */
export interface Act {
  readonly when: (state: ProblemState) => boolean;
  readonly afterWorkdays: number;
  readonly at: TimeOfDay;
  readonly command: (state: ProblemState, now: Instant) => ProblemCommand;
}

/** A problem's standing on one agenda. */
export interface Listing {
  readonly occurrence: Occurrence;
  readonly admittedAt: Instant;
  readonly times: number;
  readonly state: 'listed' | 'carriedOver' | 'removed';
}

/** A problem as the running system would have left it, had it been there all the time. */
export interface Story {
  readonly state: ProblemState;
  readonly entries: readonly TimelineEntry[];
  /** Every alarm that is pending now. */
  readonly timers: readonly TimerPlan[];
  readonly listings: readonly Listing[];
}

/** What a story happens under. */
export interface Stage {
  readonly ladder: Ladder;
  readonly calendar: WorkCalendar;
  /** Of the series that the project's line reports to. */
  readonly meetings: MeetingRule;
  /** How the timeline names one of them. */
  readonly meetingName: (occurrence: Occurrence) => MeetingName;
}

/**
 * Plays a problem from its filing until `until` through the very functions that the system decides by: people act, the
 * clock rings, meetings list it and carry it over. Undefined when an act is refused or would come later than `until`.
 */
export function playStory(
  stage: Stage,
  filed: Decision,
  filedAt: Instant,
  acts: readonly Act[],
  until: Instant,
): Story | undefined {
  const play = new Play(stage, filed, filedAt);
  let next = 0;
  let actAt: Instant | null = null;
  for (;;) {
    const act = acts[next];
    if (act && actAt === null && act.when(play.state)) actAt = momentOf(act, play.clock, stage.calendar);
    const alarm = play.nextAlarm();
    if (act && actAt !== null && actAt <= until && (alarm === null || actAt < alarm)) {
      if (!play.obey(act.command(play.state, actAt), actAt)) return undefined;
      next += 1;
      actAt = null;
    } else if (alarm !== null && alarm <= until) {
      play.ring(alarm);
    } else {
      return next === acts.length ? play.story() : undefined;
    }
  }
}

function momentOf(act: Act, since: Instant, calendar: WorkCalendar): Instant {
  const wanted = instantAt(addWorkdays(calendar, dateOf(since), act.afterWorkdays), act.at);
  return wanted > since ? wanted : instantAt(addWorkdays(calendar, dateOf(since), act.afterWorkdays + 1), act.at);
}

class Play {
  state: ProblemState;
  clock: Instant;
  private readonly entries: TimelineEntry[] = [];
  private readonly listings: Listing[] = [];
  private timers: readonly TimerPlan[] = [];

  constructor(
    private readonly stage: Stage,
    filed: Decision,
    filedAt: Instant,
  ) {
    this.state = filed.problem;
    this.clock = filedAt;
    this.take(filed, filedAt);
  }

  story(): Story {
    return { state: this.state, entries: this.entries, timers: this.timers, listings: this.listings };
  }

  /** When the clock next does something by itself: a timer, or a meeting that passes. */
  nextAlarm(): Instant | null {
    const moments: Instant[] = this.timers.map(({ dueAt }) => dueAt);
    const standing = this.standing();
    if (standing) moments.push(passedAt(standing.occurrence));
    // What was due before it was planned rings at once.
    return moments.length === 0 ? null : (Math.max(Math.min(...moments), this.clock) as Instant);
  }

  /** False when the ladder refuses it. */
  obey(command: ProblemCommand, now: Instant): boolean {
    const decided = decide(this.state, command, this.stage.ladder, this.stage.calendar, now);
    if (decided.ok) this.take(decided.value, now);
    return decided.ok;
  }

  ring(now: Instant): void {
    const due = this.timers.filter(({ dueAt }) => dueAt <= now).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    for (const timer of due) this.happen(occurrenceOf(timer.kind), now);
    if (this.timers.some(({ dueAt }) => dueAt <= now)) throw new Error('An alarm that rang is still pending.');
    const standing = this.standing();
    if (standing && passedAt(standing.occurrence) === now) this.carryOver(standing, now);
  }

  private happen(event: Parameters<typeof decide>[1], now: Instant): void {
    const decided = decide(this.state, event, this.stage.ladder, this.stage.calendar, now);
    if (!decided.ok) throw new Error(`An alarm was refused: ${decided.refusal.code}`);
    this.take(decided.value, now);
  }

  private take(decision: Decision, now: Instant): void {
    this.state = decision.problem;
    this.clock = now;
    this.entries.push(...decision.entries);
    this.timers = decision.timers;
    if (decision.agenda === 'enter')
      this.list(nextOccurrenceOpenAt(this.stage.meetings, this.stage.calendar, now), now);
    if (decision.agenda === 'leave') this.settle('removed');
  }

  /** The listing on a meeting that is still to come. */
  private standing(): Listing | undefined {
    const last = this.listings.at(-1);
    return last?.state === 'listed' && passedAt(last.occurrence) > this.clock ? last : undefined;
  }

  private list(occurrence: Occurrence, now: Instant): void {
    const times = this.state.timesOnAgenda + 1;
    this.listings.push({ occurrence, admittedAt: now, times, state: 'listed' });
    this.happen({ type: 'timesOnAgendaReached', times, meeting: this.stage.meetingName(occurrence) }, now);
  }

  private carryOver(standing: Listing, now: Instant): void {
    const { ladder, calendar, meetings } = this.stage;
    const candidate = ladder.rungs.find(({ number }) => number === this.state.rung)?.answeredBy === 'meeting';
    this.clock = now;
    if (!candidate || this.state.status !== 'open') return;
    this.settle('carriedOver');
    const from = addDays(standing.occurrence.on, 1);
    const [following] = occurrences(meetings, calendar, from, addDays(from, 35));
    if (following) this.list(following, now);
  }

  private settle(state: Listing['state']): void {
    const last = this.listings.pop();
    if (last) this.listings.push(last.state === 'listed' ? { ...last, state } : last);
  }
}

/** A meeting has passed when its day is over. */
export const passedAt = (occurrence: Occurrence): Instant => instantAt(addDays(occurrence.on, 1), '00:00');

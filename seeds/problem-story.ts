import {
  addDays,
  addWorkdays,
  dateOf,
  instantAt,
  type Instant,
  type TimeOfDay,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import type { DecisionCommand, DecisionState } from '#domain/decision/index.js';
import {
  decide,
  occurrenceOf,
  type Decision,
  type Ladder,
  type MeetingName,
  type ProblemCommand,
  type ProblemEvent,
  type ProblemState,
  type TimelineEntry,
  type TimerPlan,
} from '#domain/ladder/index.js';
import type { Occurrence, Outcome } from '#domain/meeting/index.js';
import { DecisionPlay, type DecisionStory, type Resolution } from './decision-play.js';
import { coordinatorId, principalId } from './persons.js';
import type { SeriesMeeting, Timetable } from './timetable.js';
import { coordinationId } from './units.js';

/** What somebody does in a story: as soon as `when` holds, so many workdays later at that time of day. */
export interface Act {
  readonly when: (state: ProblemState) => boolean;
  readonly afterWorkdays: number;
  readonly at: TimeOfDay;
  readonly command: (state: ProblemState, now: Instant) => ProblemCommand;
}

/** What somebody does about the decision of a meeting. */
export interface DecisionAct {
  readonly whenDecision: (decision: DecisionState) => boolean;
  readonly afterWorkdays: number;
  readonly at: TimeOfDay;
  readonly decide: (decision: DecisionState, now: Instant) => DecisionCommand;
}

/** What a meeting makes of a problem that is before it. */
export type Ruling =
  | Exclude<Outcome, { kind: 'decision' | 'noted' }>
  | { readonly kind: 'decision'; readonly note: string; readonly takes: (meeting: SeriesMeeting) => Resolution };

/** What became of an item in session; a decision's number comes later. */
export type Ruled =
  | Exclude<Outcome, { kind: 'decision' }>
  | { readonly kind: 'decision'; readonly note: string; readonly resolution: Resolution };

/** A problem's standing on one agenda. */
export interface Listing {
  readonly meeting: SeriesMeeting;
  readonly admittedAt: Instant;
  readonly times: number;
  readonly state: 'listed' | 'carriedOver' | 'removed';
  /** Once the session is over. */
  readonly outcome: Ruled | null;
}

/** A problem as the running system would have left it, had it been there all the time. */
export interface Story {
  readonly state: ProblemState;
  readonly entries: readonly TimelineEntry[];
  /** Every alarm that is pending now. */
  readonly timers: readonly TimerPlan[];
  readonly listings: readonly Listing[];
  /** The decision that a meeting took on it. */
  readonly decision: DecisionStory | null;
}

/** What a story happens under. */
export interface Stage {
  readonly ladder: Ladder;
  readonly calendar: WorkCalendar;
  /** Of the series that the project's line reports to. */
  readonly timetable: Timetable;
  /** How the timeline names one of its meetings. */
  readonly meetingName: (occurrence: Occurrence) => MeetingName;
  readonly decisionId: string;
  /** What the meeting makes of it, the first time, the second …; after that it is carried over. */
  readonly rulings: readonly Ruling[];
}

/**
 * Plays a problem from its filing until `until` through the very functions that the system decides by: people act, the
 * clock rings, meetings list it, decide on it or carry it over. Undefined when an act is refused or would come later than
 * `until`.
 */
export function playStory(
  stage: Stage,
  filed: Decision,
  filedAt: Instant,
  acts: readonly (Act | DecisionAct)[],
  until: Instant,
): Story | undefined {
  const play = new Play(stage, filed, filedAt);
  let next = 0;
  let actAt: Instant | null = null;
  for (;;) {
    const act = acts[next];
    if (act && actAt === null && play.isTimeFor(act)) actAt = momentOf(act, play.clock, stage.calendar);
    const alarm = play.nextAlarm();
    if (act && actAt !== null && actAt <= until && (alarm === null || actAt < alarm)) {
      if (!play.obey(act, actAt)) return undefined;
      next += 1;
      actAt = null;
    } else if (alarm !== null && alarm <= until) {
      play.ring(alarm);
    } else {
      return next === acts.length ? play.story(until) : undefined;
    }
  }
}

export function momentOf(act: Pick<Act, 'afterWorkdays' | 'at'>, since: Instant, calendar: WorkCalendar): Instant {
  const wanted = instantAt(addWorkdays(calendar, dateOf(since), act.afterWorkdays), act.at);
  return wanted > since ? wanted : instantAt(addWorkdays(calendar, dateOf(since), act.afterWorkdays + 1), act.at);
}

class Play {
  state: ProblemState;
  clock: Instant;
  private readonly entries: TimelineEntry[] = [];
  private listings: Listing[] = [];
  private timers: readonly TimerPlan[] = [];
  private decision: DecisionPlay | null = null;

  constructor(
    private readonly stage: Stage,
    filed: Decision,
    filedAt: Instant,
  ) {
    this.state = filed.problem;
    this.clock = filedAt;
    this.take(filed, filedAt);
  }

  story(until: Instant): Story {
    const { state, entries, timers, listings } = this;
    return { state, entries, timers, listings, decision: this.decision?.story(until) ?? null };
  }

  isTimeFor(act: Act | DecisionAct): boolean {
    if ('decide' in act) return this.decision !== null && act.whenDecision(this.decision.state);
    return act.when(this.state);
  }

  /** When the clock next does something by itself: a timer, or a meeting that ends or is called off. */
  nextAlarm(): Instant | null {
    const moments: Instant[] = this.timers.map(({ dueAt }) => dueAt);
    const standing = this.standing();
    const over = standing && endOf(standing.meeting);
    if (over != null) moments.push(over);
    const decided = this.decision?.nextMoment(this.clock);
    if (decided != null) moments.push(decided);
    // What was due before it was planned rings at once.
    return moments.length === 0 ? null : (Math.max(Math.min(...moments), this.clock) as Instant);
  }

  /** False when the ladder refuses it. */
  obey(act: Act | DecisionAct, now: Instant): boolean {
    if ('decide' in act) {
      this.clock = now;
      return this.decision!.obey(act.decide(this.decision!.state, now), this.state, now);
    }
    const { ladder, calendar } = this.stage;
    const decided = decide(this.state, act.command(this.state, now), ladder, calendar, now);
    if (decided.ok) this.take(decided.value, now);
    if (decided.ok) this.decision?.problemMoved(this.state, now);
    return decided.ok;
  }

  ring(now: Instant): void {
    const due = this.timers.filter(({ dueAt }) => dueAt <= now).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
    for (const timer of due) this.happen(occurrenceOf(timer.kind), now);
    if (this.timers.some(({ dueAt }) => dueAt <= now)) throw new Error('An alarm that rang is still pending.');
    const standing = this.standing();
    const over = standing && endOf(standing.meeting);
    if (standing && over != null && over <= now) this.overWith(standing, now);
    const decided = this.decision?.nextMoment(now);
    if (decided != null && decided <= now) this.decision!.ring(now);
    this.clock = now;
  }

  private happen(event: ProblemEvent, now: Instant): void {
    const decided = decide(this.state, event, this.stage.ladder, this.stage.calendar, now);
    if (!decided.ok) throw new Error(`An alarm was refused: ${decided.refusal.code}`);
    this.take(decided.value, now);
  }

  private take(decision: Decision, now: Instant): void {
    this.state = decision.problem;
    this.clock = now;
    this.entries.push(...decision.entries);
    this.timers = decision.timers;
    this.decision?.see(this.state);
    if (decision.agenda === 'enter') {
      const meeting = this.stage.timetable.openAt(now);
      if (meeting) this.list(meeting, now);
    }
    const standing = this.standing();
    if (decision.agenda === 'leave' && standing) this.settle({ ...standing, state: 'removed' });
  }

  /** The listing on a meeting that has not dealt with it. */
  private standing(): Listing | undefined {
    const last = this.listings.at(-1);
    return last?.state === 'listed' && last.outcome === null ? last : undefined;
  }

  private settle(listing: Listing): void {
    this.listings = [...this.listings.slice(0, -1), listing];
  }

  private list(meeting: SeriesMeeting, now: Instant): void {
    const times = this.state.timesOnAgenda + 1;
    this.listings = [...this.listings, { meeting, admittedAt: now, times, state: 'listed', outcome: null }];
    this.happen({ type: 'timesOnAgendaReached', times, meeting: this.stage.meetingName(meeting.occurrence) }, now);
  }

  /** The meeting was called off: the same standing, on the next one. Or it is over, and made something of it. */
  private overWith(standing: Listing, now: Instant): void {
    const { timetable } = this.stage;
    const following = timetable.after(standing.meeting, now);
    if (standing.meeting.cancelled) {
      if (following) this.settle({ ...standing, meeting: following });
      return;
    }
    const outcome = this.ruled(standing);
    this.settle({ ...standing, outcome, state: outcome.kind === 'carriedOver' ? 'carriedOver' : 'listed' });
    switch (outcome.kind) {
      case 'carriedOver':
        if (following) this.list(following, now);
        return;
      case 'decision':
        return this.takeDecision(standing.meeting, outcome.resolution, now);
      case 'noted':
        return;
      default:
        this.happen(
          {
            type: 'meetingRuled',
            ruling: outcome.kind,
            toRung: 'toRung' in outcome ? outcome.toRung : 5,
            leadDepartmentId: 'leadDepartmentId' in outcome ? outcome.leadDepartmentId : null,
            reason: outcome.note,
            recordedBy: coordinatorId,
            meeting: this.stage.meetingName(standing.meeting.occurrence),
          },
          now,
        );
    }
  }

  /** One that is no longer the meeting's is only spoken of. */
  private ruled({ times, meeting }: Listing): Ruled {
    const { ladder, rulings } = this.stage;
    const { status, rung } = this.state;
    if (status !== 'open') return { kind: 'noted', note: '责任单位已申请销号，待现场核实。' };
    const atMeeting = ladder.rungs.find(({ number }) => number === rung)?.answeredBy === 'meeting';
    if (!atMeeting) return { kind: 'noted', note: '该问题第三次上会，已提请区主要领导研究。' };
    const ruling = rulings[times - 1];
    if (ruling === undefined) return { kind: 'carriedOver', note: '责任单位方案尚不具体，会后继续对接。' };
    return ruling.kind === 'decision'
      ? { kind: 'decision', note: ruling.note, resolution: ruling.takes(meeting) }
      : ruling;
  }

  private takeDecision(meeting: SeriesMeeting, resolution: Resolution, now: Instant): void {
    const { id, status, filingOfficeId, filedBy, districtId, projectId, projectOfficeId, leaderId } = this.state;
    this.decision = new DecisionPlay(
      {
        id: this.stage.decisionId,
        by: recorder(districtId),
        meetingId: meeting.meetingId,
        chairId: principalId,
        ...{ projectId, projectOfficeId, leaderId },
        problem: { id, status, filingOfficeId, filedBy, answered: true },
        ...resolution,
      },
      this.stage.timetable,
      this.stage.calendar,
      now,
      (events, at) => {
        for (const event of events) this.happen(event, at);
      },
    );
    this.decision.see(this.state);
  }
}

/** Who writes down what meetings decide. */
export const recorder = (districtId: string) =>
  ({
    kind: 'person',
    districtId,
    personId: coordinatorId,
    roles: ['coordinator'],
    unitId: coordinationId,
    companyId: null,
    name: '',
  }) as const;

/** When a meeting is over with what is before it; null while that is to come. */
const endOf = ({ session, cancelled }: SeriesMeeting): Instant | null => cancelled?.at ?? session?.endedAt ?? null;

/** When a meeting that nobody has held has passed: its day is over. */
export const passedAt = ({ occurrence }: SeriesMeeting): Instant => instantAt(addDays(occurrence.on, 1), '00:00');

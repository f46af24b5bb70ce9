import { addDays, dateOf, instantAt } from '../calendar/index.js';
import type { Instant, PlainDate } from '../calendar/index.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';
import type { MeetingState } from './series.js';

/** A planned meeting has no row yet; these are the states of one that has. */
export type OpenedMeetingState = Exclude<MeetingState, 'planned'>;

/** Where an opened meeting is on its way, and by which moments it moves. */
export interface MeetingCourse {
  readonly state: OpenedMeetingState;
  readonly heldOn: PlainDate;
  readonly startsAt: Instant;
  readonly cutOffAt: Instant;
  readonly approvalDueAt: Instant;
  readonly approvedAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** The item that is being dealt with and since when; only in session. */
  readonly current: { readonly itemId: string; readonly since: Instant } | null;
}

export type MeetingEvent =
  /** The cut-off's alarm. */
  | { readonly type: 'cutOffReached' }
  /** The alarm of the moment by which the chair approves. */
  | { readonly type: 'approvalDue' }
  /** The alarm at the end of the day held. */
  | { readonly type: 'dayOver' }
  | { readonly type: 'approve' }
  /** Order or items of a locked agenda changed; by the chair it stays approved. */
  | { readonly type: 'changeAgenda'; readonly byChair: boolean }
  | { readonly type: 'start' }
  | { readonly type: 'turnTo'; readonly itemId: string | null }
  | { readonly type: 'end' }
  | { readonly type: 'publish' }
  | { readonly type: 'correct' }
  | { readonly type: 'cancel'; readonly reason: string };

/** What the step asks the caller to do in the same transaction. */
export type MeetingEffect =
  /** The order of the agenda is fixed, the chair and the coordinators are told. */
  | 'fixAgenda'
  /** The chair is reminded. */
  | 'remindChair'
  /** Outcomes drive what they are about; what has none is carried over; the minutes are drafted. */
  | 'takeEffect'
  /** What is left on the agenda goes to the next meeting, counted. */
  | 'carryOver'
  /** The agenda goes to the next meeting as it is, not counted. */
  | 'handOver'
  /** The draft becomes an edition that never changes. */
  | 'freezeMinutes'
  /** A new draft is made of the last edition. */
  | 'reopenMinutes';

export const meetingTimerKinds = ['meeting.cut-off', 'meeting.approval', 'meeting.passed'] as const;
export type MeetingTimerKind = (typeof meetingTimerKinds)[number];

export interface MeetingTimer {
  readonly kind: MeetingTimerKind;
  readonly dueAt: Instant;
}

export interface MeetingStep {
  readonly course: MeetingCourse;
  /** The full set of alarms that should be pending from now on. */
  readonly timers: readonly MeetingTimer[];
  readonly effects: readonly MeetingEffect[];
  /** The event came too late to matter, or changed nothing. */
  readonly stale: boolean;
}

/**
 * The agenda is locked a minute after the cut-off: alarms of the very moment of the cut-off are in time, and some
 * problems come to the meeting by just such an alarm.
 */
const LOCK_GRACE_MS = 60_000;

/** When an agenda with this cut-off is locked. */
export function locksAt({ cutOffAt }: Pick<MeetingCourse, 'cutOffAt'>): Instant {
  return (cutOffAt + LOCK_GRACE_MS) as Instant;
}

/** When the day of a meeting is over. */
export function dayOverAt({ heldOn }: Pick<MeetingCourse, 'heldOn'>): Instant {
  return instantAt(addDays(heldOn, 1), '00:00');
}

/**
 * The one decision about a meeting's way: agenda open → locked → in session → minutes draft → published; `passed` when
 * nobody held it, `cancelled` when somebody called it off. Alarms and people's acts both come through here. Pure; who may
 * do it is asked before. An alarm that is out of date is a step with `stale: true` and nothing else.
 *
 * Refusals: `meeting.wrong_state` (`state`, `needs`), `meeting.already_approved`, `meeting.not_on_its_day` (`on`),
 * `meeting.reason_required`.
 *
 * Example: a meeting of Monday that is in session at midnight is ended by the clock: `dayOver` gives `minutesDraft` and
 * asks for `takeEffect`.
 */
export function decideMeeting(course: MeetingCourse, event: MeetingEvent, now: Instant): Result<MeetingStep> {
  const { state } = course;
  switch (event.type) {
    case 'cutOffReached':
      if (state !== 'agendaOpen' || course.cutOffAt > now) return stale(course);
      return step({ ...course, state: 'agendaLocked' }, 'fixAgenda');
    case 'approvalDue':
      if (state !== 'agendaLocked' || course.approvedAt !== null || course.approvalDueAt > now) return stale(course);
      // Rung late, after the worker was away: the meeting begins without an approval, and nobody can give one in time.
      if (course.startsAt <= now) return stale(course);
      return step(course, 'remindChair');
    case 'dayOver':
      if (dayOverAt(course) > now) return stale(course);
      if (state === 'inSession') return step(ended(course, now), 'takeEffect');
      if (state !== 'agendaOpen' && state !== 'agendaLocked') return stale(course);
      return step({ ...course, state: 'passed' }, 'carryOver');
    case 'approve':
      if (state !== 'agendaLocked') return wrongState(state, 'agendaLocked');
      if (course.approvedAt !== null) return refuse('meeting.already_approved');
      return step({ ...course, approvedAt: now });
    case 'changeAgenda':
      if (state !== 'agendaOpen' && state !== 'agendaLocked') return wrongState(state, 'agendaOpen,agendaLocked');
      return step({ ...course, approvedAt: event.byChair ? course.approvedAt : null });
    case 'start':
      if (state !== 'agendaLocked') return wrongState(state, 'agendaLocked');
      if (dateOf(now) !== course.heldOn) return refuse('meeting.not_on_its_day', { on: course.heldOn });
      return step({ ...course, state: 'inSession', startedAt: now });
    case 'turnTo':
      return turnTo(course, event.itemId, now);
    case 'end':
      if (state !== 'inSession') return wrongState(state, 'inSession');
      return step(ended(course, now), 'takeEffect');
    case 'publish':
      if (state !== 'minutesDraft' && state !== 'published') return wrongState(state, 'minutesDraft,published');
      return step({ ...course, state: 'published' }, 'freezeMinutes');
    case 'correct':
      if (state !== 'published') return wrongState(state, 'published');
      // What is published stays so while it is being corrected.
      return step(course, 'reopenMinutes');
    case 'cancel':
      if (event.reason.trim() === '') return refuse('meeting.reason_required', { field: 'reason' });
      if (state !== 'agendaOpen' && state !== 'agendaLocked') return wrongState(state, 'agendaOpen,agendaLocked');
      return step({ ...course, state: 'cancelled' }, 'handOver');
  }
}

/** Every alarm a meeting waits for in its present state. An approval that is given, or whose moment has passed, rings no more. */
export function pendingMeetingTimers(
  course: Pick<MeetingCourse, 'state' | 'cutOffAt' | 'heldOn' | 'approvalDueAt' | 'approvedAt'>,
): MeetingTimer[] {
  const passed: MeetingTimer = { kind: 'meeting.passed', dueAt: dayOverAt(course) };
  switch (course.state) {
    case 'agendaOpen':
      return [{ kind: 'meeting.cut-off', dueAt: locksAt(course) }, passed];
    case 'agendaLocked':
      return course.approvedAt === null
        ? [{ kind: 'meeting.approval', dueAt: course.approvalDueAt }, passed]
        : [passed];
    case 'inSession':
      return [passed];
    case 'minutesDraft':
    case 'published':
    case 'passed':
    case 'cancelled':
      return [];
  }
}

function turnTo(course: MeetingCourse, itemId: string | null, now: Instant): Result<MeetingStep> {
  if (course.state !== 'inSession') return wrongState(course.state, 'inSession');
  if ((course.current?.itemId ?? null) === itemId) return stale(course);
  return step({ ...course, current: itemId === null ? null : { itemId, since: now } });
}

function ended(course: MeetingCourse, now: Instant): MeetingCourse {
  return { ...course, state: 'minutesDraft', endedAt: now, current: null };
}

function step(course: MeetingCourse, ...effects: MeetingEffect[]): Result<MeetingStep> {
  return ok({ course, timers: pendingMeetingTimers(course), effects, stale: false });
}

function stale(course: MeetingCourse): Result<MeetingStep> {
  return ok({ course, timers: pendingMeetingTimers(course), effects: [], stale: true });
}

function wrongState(state: OpenedMeetingState, needs: string): Result<MeetingStep> {
  return refuse('meeting.wrong_state', { state, needs });
}

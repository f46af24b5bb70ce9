import type { Instant } from '../calendar/index.js';
import type { ProblemState, RungNumber, TimerKind } from './types.js';

export type TimelineEntryType =
  | 'filed'
  | 'accepted'
  | 'answered'
  | 'whistleSigned'
  | 'whistleContacted'
  | 'climbed'
  | 'signedUp'
  | 'sentDown'
  | 'pauseRequested'
  | 'pauseApproved'
  | 'pauseRefused'
  | 'pauseEnded'
  | 'extensionRequested'
  | 'extensionGranted'
  | 'extensionRefused'
  | 'claimed'
  | 'checkPassed'
  | 'checkFailed'
  | 'solvedOnSite'
  | 'struckOff'
  | 'reopened'
  | 'withdrawn'
  | 'merged'
  | 'departmentAssigned'
  | 'responseLapsed'
  | 'resolutionLapsed'
  | 'whistleSignLapsed'
  | 'whistleContactLapsed'
  | 'reminded'
  | 'verificationLapsed'
  | 'onAgenda'
  | 'leaderChanged'
  | 'clockMoved'
  | 'decided'
  | 'decisionMoved'
  | 'decisionReleased'
  | 'decisionOverdue'
  | 'rated';

export type EntryArgs = Readonly<Record<string, string | number | boolean | null>>;

export interface TimelineEntry {
  readonly type: TimelineEntryType;
  readonly at: Instant;
  /** Person id; null = the clock. */
  readonly by: string | null;
  /** The rung on which it happened; for a move the rung that was left. */
  readonly rung: RungNumber;
  readonly args: EntryArgs;
}

export interface TimerPlan {
  readonly kind: TimerKind;
  readonly dueAt: Instant;
}

export type Recipient =
  | { readonly unit: string }
  | { readonly person: string }
  | { readonly company: string }
  | { readonly role: 'coordinator' | 'principal' };

export type NoticeRule =
  | 'problem.filed'
  | 'problem.arrived'
  | 'problem.moved'
  | 'problem.answered'
  | 'problem.response-lapsed'
  | 'problem.resolution-lapsed'
  | 'problem.whistle-sign-lapsed'
  | 'problem.whistle-contact-lapsed'
  | 'problem.reminder'
  | 'problem.pause-requested'
  | 'problem.pause-decided'
  | 'problem.pause-ended'
  | 'problem.extension-requested'
  | 'problem.extension-decided'
  | 'problem.claimed'
  | 'problem.check-failed'
  | 'problem.reopened'
  | 'problem.verification-lapsed'
  | 'problem.struck-off'
  | 'problem.withdrawn'
  | 'problem.merged'
  | 'problem.department-assigned'
  | 'problem.clock-moved'
  | 'problem.leader-changed';

export interface NoticeIntent {
  readonly rule: NoticeRule;
  readonly to: readonly Recipient[];
  /** `now` is sent at once, whatever the hour; `digest` goes out with the next morning's. */
  readonly urgency: 'now' | 'digest';
  /** With (rule, problem, recipient) it makes the notice unique. */
  readonly period: string;
  /** `by` is always there (person id, or null for the clock), so that nobody is told of what they did themselves. */
  readonly args: EntryArgs;
}

export interface Decision {
  readonly problem: ProblemState;
  readonly entries: readonly TimelineEntry[];
  /** The FULL set of alarms that should be pending from now on; whatever else is pending is to be cancelled. */
  readonly timers: readonly TimerPlan[];
  readonly notices: readonly NoticeIntent[];
  /** `enter`: from now on it is a candidate for its series' next open agenda; `leave`: no longer. */
  readonly agenda: 'enter' | 'leave' | null;
  /** The event was out of date: nothing changed, the version is the same, only its coming is worth recording. */
  readonly stale: boolean;
}

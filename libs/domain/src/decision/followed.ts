import type { Instant, WorkCalendar } from '../calendar/index.js';
import type { ProblemEvent, Recipient } from '../ladder/index.js';
import type { DecisionState, DecisionTimerKind } from './types.js';

export type DecisionEntryType =
  | 'decided'
  | 'accepted'
  | 'noted'
  | 'claimed'
  | 'checkPassed'
  | 'checkFailed'
  | 'struckOff'
  | 'reopened'
  | 'extensionRequested'
  | 'extensionGranted'
  | 'extensionRefused'
  | 'cancelled'
  | 'superseded'
  | 'withdrawn'
  | 'restored'
  | 'unneeded'
  | 'reminded'
  | 'overdue'
  | 'remindedAgain'
  | 'toPrincipal'
  | 'meetingPassed'
  | 'verificationLapsed'
  | 'dateMoved';

export type DecisionArgs = Readonly<Record<string, string | number | boolean | null>>;

export interface DecisionEntry {
  readonly type: DecisionEntryType;
  readonly at: Instant;
  /** Person id; null = the clock. */
  readonly by: string | null;
  readonly args: DecisionArgs;
}

export const decisionNoticeRules = [
  'decision.assigned',
  'decision.reminder',
  'decision.expired',
  'decision.overdue-again',
  'decision.to-principal',
  'decision.claimed',
  'decision.check-failed',
  'decision.verification-lapsed',
  'decision.struck-off',
  'decision.extension-requested',
  'decision.extension-decided',
  'decision.closed',
  'decision.date-moved',
] as const;
export type DecisionNoticeRule = (typeof decisionNoticeRules)[number];

export interface DecisionNotice {
  readonly rule: DecisionNoticeRule;
  readonly to: readonly Recipient[];
  readonly urgency: 'now' | 'digest';
  /** With (rule, decision, recipient) it makes the notice unique. */
  readonly period: string;
  readonly args: DecisionArgs;
}

export interface DecisionTimer {
  readonly kind: DecisionTimerKind;
  readonly dueAt: Instant;
}

/** What an event made of a decision. */
export interface Followed {
  readonly decision: DecisionState;
  readonly entries: readonly DecisionEntry[];
  /** The FULL set of alarms that should be pending from now on. */
  readonly timers: readonly DecisionTimer[];
  readonly notices: readonly DecisionNotice[];
  /** What becomes of the problem that it answers, in the same transaction and in this order. */
  readonly onProblem: readonly ProblemEvent[];
  /** `reached`: a meeting of its series should look whether it belongs on its agenda; `left`: it does not any more. */
  readonly agenda: 'reached' | 'left' | null;
  /** The event was out of date: nothing changed, the version is the same, only its coming is worth recording. */
  readonly stale: boolean;
}

/** What a rule needs to know beside the decision and the event. */
export interface Setting {
  readonly calendar: WorkCalendar;
  readonly now: Instant;
}

/** What a rule answers; `followUp` makes a `Followed` of it. */
export interface Outcome {
  readonly decision: DecisionState;
  readonly entries: readonly DecisionEntry[];
  readonly notices: readonly DecisionNotice[];
  readonly onProblem?: readonly ProblemEvent[];
}

export const stale = 'stale';
export type Stale = typeof stale;

export function entry(type: DecisionEntryType, at: Instant, by: string | null, args: DecisionArgs = {}): DecisionEntry {
  return { type, at, by, args };
}

import type { Instant, PlainDate } from '../calendar/plain-date.js';

export type RungNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** Who answers a rung, from the site upward; this is also the only order in which a ladder may name them. */
export const answerers = ['office', 'department', 'leader', 'meeting', 'principal', 'city'] as const;
export type Answerer = (typeof answerers)[number];

/** The rung that the weekly meeting answers, in every ladder that has one. */
export const MEETING_RUNG_NUMBER: RungNumber = 4;

export interface Rung {
  readonly number: RungNumber;
  readonly answeredBy: Answerer;
  /** Workdays until a first response; null = no clock of ours. */
  readonly respondWorkdays: number | null;
  /** Workdays until it must be solved here; null = no clock of ours. */
  readonly resolveWorkdays: number | null;
  /** The whistle's natural hours, counted from the moment the rung is entered. */
  readonly whistle: { readonly signHours: number; readonly contactHours: number } | null;
}

/** A versioned policy. A problem keeps the ladder it was filed under to its end. */
export interface Ladder {
  readonly id: string;
  readonly version: number;
  /** In order, numbered from 1 without a gap. */
  readonly rungs: readonly Rung[];
  /** Workdays that the verifier has after a claim. */
  readonly verifyWorkdays: number;
  /** The reminder goes out at the start of work this many workdays before the due day. */
  readonly reminderWorkdaysBefore: number;
  /** The time on an agenda at which a problem goes on to the principal. */
  readonly thirdTimeOnAgenda: number;
}

export type ProblemStatus = 'open' | 'claimed' | 'struckOff' | 'withdrawn' | 'merged';
export type Severity = 'normal' | 'urgent';

/** One stay on a rung; the list is the problem's way, never rewritten except that the last one gets its `leftAt`. */
export interface Passage {
  readonly rung: RungNumber;
  readonly how: 'filed' | 'expired' | 'signedUp' | 'skipped' | 'sentDown' | 'thirdTime' | 'decisionOverdue';
  readonly enteredAt: Instant;
  readonly leftAt: Instant | null;
  readonly reason: string | null;
  /** Person id; null = the clock. */
  readonly by: string | null;
}

/**
 * Whole days [from, until) in which the clocks of one stay on a rung stand still. A `verification` pause covers a claim
 * that was found wanting; it is made by the failed check itself.
 */
export interface PauseRequest {
  readonly id: string;
  readonly rung: RungNumber;
  readonly from: PlainDate;
  /** Exclusive. Equal to `from` when the pause was ended before it began. */
  readonly until: PlainDate;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  /** `ended` = was approved and cut short; its remaining days [from, until) still count as paused. */
  readonly state: 'requested' | 'approved' | 'refused' | 'ended';
  readonly kind: 'granted' | 'verification';
  /** Person id; null while undecided, and when the request fell away because the problem left the rung. */
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decisionReason: string | null;
}

export interface ExtensionRequest {
  readonly id: string;
  readonly rung: RungNumber;
  readonly workdays: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly state: 'requested' | 'granted' | 'refused';
  /** As in {@link PauseRequest}. */
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decisionReason: string | null;
}

export const timerKinds = [
  'problem.response',
  'problem.resolution',
  'problem.reminder',
  'problem.whistle-sign',
  'problem.whistle-contact',
  'problem.verification',
] as const;
export type TimerKind = (typeof timerKinds)[number];

/** An alarm that was acted on. The pair (kind, dueAt) happens once in a problem's life: a repeated alarm is stale. */
export interface FiredTimer {
  readonly kind: TimerKind;
  readonly rung: RungNumber;
  readonly dueAt: Instant;
  readonly at: Instant;
}

/**
 * The meeting's decision (议定事项) that answers a problem. While it has a `dueAt` here it drives the resolution clock: the
 * problem is to be solved by the decision's date, and the decision's own alarms remind of it. Without one the clock is the
 * rung's again (the date went by, or the problem was moved), but whoever works off the decision still works off the problem.
 */
export interface AnsweringDecision {
  readonly id: string;
  readonly dueAt: Instant | null;
  /** Who works it off: the lead unit first, then the handling units. */
  readonly unitIds: readonly string[];
}

export interface ProblemState {
  readonly id: string;
  readonly districtId: string;
  /** Grows by one with every effective decision. */
  readonly version: number;
  readonly status: ProblemStatus;
  readonly severity: Severity;
  readonly rung: RungNumber;
  readonly filedAt: Instant;
  /** Person id. */
  readonly filedBy: string;
  /** The office that verifies on site. */
  readonly filingOfficeId: string;
  /** The office that answers rung 1. */
  readonly projectOfficeId: string;
  readonly projectId: string;
  /** Person id of the assigned leader NOW: a problem stays with the post, so a hand-over changes it. */
  readonly leaderId: string | null;
  /** Who answers rung 2. */
  readonly leadDepartmentId: string | null;
  readonly assistingDepartmentIds: readonly string[];
  /** The project's responsible department: the lead when nobody named one before rung 2 was reached. */
  readonly responsibleDepartmentId: string | null;
  readonly companyId: string | null;
  /** From when the clocks of this stay on the rung count. */
  readonly rungStartedAt: Instant;
  readonly respondedAt: Instant | null;
  readonly responseDueAt: Instant | null;
  /** Kept as it was while claimed and after closing; it only runs while `open`. */
  readonly resolutionDueAt: Instant | null;
  readonly whistleSignDueAt: Instant | null;
  readonly whistleSignedAt: Instant | null;
  readonly whistleContactDueAt: Instant | null;
  readonly whistleContactedAt: Instant | null;
  readonly claimedAt: Instant | null;
  readonly claimedBy: string | null;
  readonly claimedByUnitId: string | null;
  readonly verificationDueAt: Instant | null;
  /** Failed checks and relapses. */
  readonly reopened: number;
  readonly extensions: readonly ExtensionRequest[];
  readonly pauses: readonly PauseRequest[];
  readonly passages: readonly Passage[];
  readonly firedTimers: readonly FiredTimer[];
  readonly timesOnAgenda: number;
  /** Kept after closing, so that it stays known by which decision it was solved. */
  readonly decision: AnsweringDecision | null;
  readonly struckOffAt: Instant | null;
  readonly mergedIntoId: string | null;
}

import type { Instant, PlainDate } from '../calendar/index.js';

/**
 * What becomes of a decision that is not done in time. A versioned policy; a decision keeps the one it was taken under to
 * its end.
 */
export interface DecisionLadder {
  readonly version: number;
  /** The reminder goes out at the start of work this many workdays before the due day. */
  readonly reminderWorkdaysBefore: number;
  /** Cool-down: overdue, its units are reminded again after so many workdays. */
  readonly remindAgainWorkdays: number;
  /** Overdue and without progress for so many workdays it goes to the principal, though no meeting has seen it. */
  readonly principalWorkdays: number;
  /** Workdays that the verifier has after a claim. */
  readonly verifyWorkdays: number;
}

/** `unneeded`: its problem was closed otherwise. `withdrawn`: taken back in the session that recorded it. */
export type DecisionStatus = 'open' | 'claimed' | 'struckOff' | 'cancelled' | 'superseded' | 'unneeded' | 'withdrawn';

export const decisionTimerKinds = [
  'decision.reminder',
  'decision.expiry',
  'decision.overdue',
  'decision.principal',
  'decision.verification',
] as const;
export type DecisionTimerKind = (typeof decisionTimerKinds)[number];

/** An alarm that was acted on. The pair (kind, dueAt) happens once in a decision's life: a repeated alarm is stale. */
export interface FiredAlarm {
  readonly kind: DecisionTimerKind;
  readonly dueAt: Instant;
  readonly at: Instant;
}

/** Whole days [from, until) between a claim in time and its failed check: given back to who works it off. */
export interface LostDays {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

export interface DateExtension {
  readonly id: string;
  readonly workdays: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly state: 'requested' | 'granted' | 'refused';
  /** Person id; null while undecided, and when the request fell away with its date. */
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decisionReason: string | null;
}

/** The problem that a decision is about, as it is NOW. */
export interface DecidedProblem {
  readonly id: string;
  readonly status: 'open' | 'claimed' | 'struckOff' | 'withdrawn' | 'merged';
  /** The office that checks on site. */
  readonly filingOfficeId: string;
  /** Person id. */
  readonly filedBy: string;
  /**
   * This decision is the one that answers the problem: claimed with it, verified with it. Another decision about the same
   * problem is a task beside it.
   */
  readonly answered: boolean;
  /** Its date is the problem's clock, so being late is the problem's overdue and no second one. */
  readonly driven: boolean;
  readonly claimedAt: Instant | null;
  readonly claimedBy: string | null;
  readonly claimedByUnitId: string | null;
}

export interface DecisionState {
  readonly id: string;
  readonly districtId: string;
  /** `YD-2026-0031`. */
  readonly number: string;
  /** Grows by one with every effective event. */
  readonly version: number;
  readonly status: DecisionStatus;
  readonly meetingId: string;
  /** Person id of who chairs the series NOW. */
  readonly chairId: string;
  readonly projectId: string | null;
  /** The project's office and its assigned leader (a person) NOW; null without a project. */
  readonly projectOfficeId: string | null;
  readonly leaderId: string | null;
  readonly problem: DecidedProblem | null;
  /** 牵头: answers for it. */
  readonly leadUnitId: string;
  /** 承办: do the work. */
  readonly handlingUnitIds: readonly string[];
  /** 配合: help. */
  readonly assistingUnitIds: readonly string[];
  readonly ladder: DecisionLadder;
  readonly decidedAt: Instant;
  /** The day the meeting named. */
  readonly decidedDueOn: PlainDate;
  /** End of work on the last day, extensions, lost days and holidays taken in. */
  readonly dueAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly acceptedBy: string | null;
  /** When progress was last noted. */
  readonly progressedAt: Instant | null;
  readonly claimedAt: Instant | null;
  readonly claimedBy: string | null;
  readonly claimedByUnitId: string | null;
  readonly verificationDueAt: Instant | null;
  readonly reopened: number;
  /** The date it was not done by: at most one in a decision's life, whoever is told of it. */
  readonly overdueAt: Instant | null;
  readonly principalAt: Instant | null;
  /** Meetings that have seen it overdue. */
  readonly passedMeetingIds: readonly string[];
  readonly extensions: readonly DateExtension[];
  readonly lostDays: readonly LostDays[];
  readonly firedAlarms: readonly FiredAlarm[];
  readonly struckOffAt: Instant | null;
  readonly supersededById: string | null;
}

/** Still to be worked off or checked. */
export const isStanding = ({ status }: Pick<DecisionState, 'status'>): boolean =>
  status === 'open' || status === 'claimed';

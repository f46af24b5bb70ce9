import type { Actor } from '../access/types.js';
import type { Instant, PlainDate } from '../calendar/index.js';
import type { ProblemStatus, RungNumber, Severity } from './types.js';

/** What the filer and the project's ledger say; the caller has read both and made the id. */
export interface Filing {
  readonly id: string;
  readonly by: Actor;
  readonly severity: Severity;
  readonly projectId: string;
  readonly projectOfficeId: string;
  readonly filingOfficeId: string;
  readonly leaderId: string | null;
  readonly leadDepartmentId: string | null;
  readonly assistingDepartmentIds: readonly string[];
  readonly responsibleDepartmentId: string | null;
  readonly companyId: string | null;
}

/** How a timeline names a meeting: 项目建设周例会第12次, 2023-03-24. */
export interface MeetingName {
  readonly meetingId: string;
  readonly series: string;
  readonly seriesEn: string;
  readonly number: number;
  readonly on: PlainDate;
}

/** What a person does. Ids of rows that the act creates are made by the caller. */
export type ProblemCommand =
  | { readonly type: 'accept'; readonly by: Actor }
  | { readonly type: 'answer'; readonly by: Actor; readonly text: string; readonly plan?: string | null }
  | { readonly type: 'whistleSign'; readonly by: Actor }
  | { readonly type: 'whistleContact'; readonly by: Actor }
  | { readonly type: 'signUp'; readonly by: Actor; readonly toRung?: RungNumber | null; readonly reason: string }
  | {
      readonly type: 'sendDown';
      readonly by: Actor;
      readonly toRung: RungNumber;
      readonly reason: string;
      readonly leadDepartmentId?: string | null;
    }
  | {
      readonly type: 'requestPause';
      readonly by: Actor;
      readonly pauseId: string;
      readonly from: PlainDate;
      readonly until: PlainDate | null;
      readonly reason: string;
    }
  | {
      readonly type: 'decidePause';
      readonly by: Actor;
      readonly pauseId: string;
      readonly approved: boolean;
      readonly reason: string;
    }
  | { readonly type: 'endPause'; readonly by: Actor; readonly pauseId: string }
  | {
      readonly type: 'requestExtension';
      readonly by: Actor;
      readonly extensionId: string;
      readonly workdays: number;
      readonly reason: string;
    }
  | {
      readonly type: 'decideExtension';
      readonly by: Actor;
      readonly extensionId: string;
      readonly granted: boolean;
      readonly reason: string;
    }
  | { readonly type: 'claimDone'; readonly by: Actor; readonly evidence: string }
  /** `pauseId` becomes the verification pause's id when the check fails. */
  | {
      readonly type: 'verify';
      readonly by: Actor;
      readonly passed: boolean;
      readonly finding: string;
      readonly pauseId: string;
      /** The decision whose date is the clock has been given back the days that the check cost. */
      readonly dateIsSet?: boolean;
    }
  /** A relapse after strike-off; `pauseId` as in `verify`. */
  | { readonly type: 'reopen'; readonly by: Actor; readonly reason: string; readonly pauseId: string }
  | { readonly type: 'withdraw'; readonly by: Actor; readonly reason: string }
  | {
      readonly type: 'merge';
      readonly by: Actor;
      readonly intoId: string;
      readonly intoStatus: ProblemStatus;
      readonly intoProjectId: string;
      readonly reason: string;
    }
  | {
      readonly type: 'assignDepartment';
      readonly by: Actor;
      readonly lead: string;
      readonly assisting: readonly string[];
    };

/** What happens without a person: alarms, the agenda's count, a changed calendar. Out of date, it is a recorded no-op. */
export type ProblemOccurrence =
  | { readonly type: 'responseLapsed' }
  | { readonly type: 'resolutionLapsed' }
  | { readonly type: 'reminderDue' }
  | { readonly type: 'whistleSignLapsed' }
  | { readonly type: 'whistleContactLapsed' }
  | { readonly type: 'verificationLapsed' }
  /** The problem was put on this meeting's agenda, its `times`-th; at the third it goes on to the principal. */
  | { readonly type: 'timesOnAgendaReached'; readonly times: number; readonly meeting: MeetingName }
  /** The meeting ruled on it in session, when the session ends; `toRung` is not read when it was struck off. */
  | {
      readonly type: 'meetingRuled';
      readonly ruling: 'referredUp' | 'sentDown' | 'struckOff';
      readonly toRung: RungNumber;
      readonly leadDepartmentId: string | null;
      readonly reason: string;
      /** Person id of who wrote it down. */
      readonly recordedBy: string | null;
      readonly meeting: MeetingName;
    }
  /** The project was handed over to another leader, by the contract that began; `from` and `to` are person ids. */
  | { readonly type: 'leaderChanged'; readonly from: string; readonly to: string; readonly contractId: string }
  /** A meeting decided on it: from now on it is to be solved by the decision's date. `unitIds` as in `AnsweringDecision`. */
  | {
      readonly type: 'decided';
      readonly decisionId: string;
      readonly number: string;
      readonly dueAt: Instant;
      readonly unitIds: readonly string[];
    }
  /** The decision that answers it has another date. */
  | { readonly type: 'decisionMoved'; readonly decisionId: string; readonly number: string; readonly dueAt: Instant }
  /** The decision that answered it no longer does: cancelled, replaced or taken back. */
  | { readonly type: 'decisionReleased'; readonly decisionId: string; readonly number: string }
  /** The decision that answers it was not done by its date: it goes to the principal. */
  | { readonly type: 'decisionOverdue'; readonly decisionId: string; readonly number: string }
  /** The work calendar given with the event differs from the one the clocks were counted by. */
  | { readonly type: 'calendarChanged' };

export type ProblemEvent = ProblemCommand | ProblemOccurrence;

/** One kind of occurrence, for the rule that answers it. */
export type Occurrence<T extends ProblemOccurrence['type']> = Extract<ProblemOccurrence, { type: T }>;

/** One kind of command, for the rule that answers it. */
export type Command<T extends ProblemCommand['type']> = Extract<ProblemCommand, { type: T }>;

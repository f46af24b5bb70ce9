import type { Actor } from '../access/types.js';
import type { PlainDate } from '../calendar/index.js';

/** What a meeting decided; the caller has read the rows behind it and made id and number. */
export interface Recording {
  readonly id: string;
  readonly number: string;
  readonly by: Actor;
  readonly meetingId: string;
  readonly chairId: string;
  readonly projectId: string | null;
  readonly projectOfficeId: string | null;
  readonly leaderId: string | null;
  readonly problem: {
    readonly id: string;
    readonly status: 'open' | 'claimed' | 'struckOff' | 'withdrawn' | 'merged';
    readonly filingOfficeId: string;
    readonly filedBy: string;
    /** It is to answer the problem: its date becomes the problem's clock where the meeting or the principal answers. */
    readonly answered: boolean;
  } | null;
  readonly text: string;
  readonly leadUnitId: string;
  readonly handlingUnitIds: readonly string[];
  readonly assistingUnitIds: readonly string[];
  readonly dueOn: PlainDate;
}

/** What a person does. Ids of rows that the act creates are made by the caller. */
export type DecisionCommand =
  | { readonly type: 'accept'; readonly by: Actor }
  | { readonly type: 'note'; readonly by: Actor; readonly text: string }
  | { readonly type: 'claim'; readonly by: Actor; readonly evidence: string }
  /** `pauseId` becomes the id of the problem's verification pause when the check fails. */
  | {
      readonly type: 'verify';
      readonly by: Actor;
      readonly passed: boolean;
      readonly finding: string;
      readonly pauseId: string;
    }
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
  /** By a later decision when `supersededById` is given, which the caller has found standing. */
  | { readonly type: 'cancel'; readonly by: Actor; readonly reason: string; readonly supersededById: string | null }
  /** Undone in the session that recorded it. */
  | { readonly type: 'withdraw'; readonly by: Actor }
  /** What had superseded it was withdrawn. */
  | { readonly type: 'restore'; readonly by: Actor };

/** What happens without a person acting on the decision itself. Out of date, it is a recorded no-op. */
export type DecisionOccurrence =
  | { readonly type: 'reminderDue' }
  | { readonly type: 'expired' }
  | { readonly type: 'overdueAgain' }
  | { readonly type: 'principalDue' }
  | { readonly type: 'verificationLapsed' }
  /** It stood on this meeting's agenda, which is over. */
  | { readonly type: 'meetingPassed'; readonly meetingId: string }
  /** Its problem was claimed, checked or closed by another door: the decision follows what the problem says now. */
  | { readonly type: 'problemMoved' }
  /** The work calendar given with the event differs from the one its date was counted by. */
  | { readonly type: 'calendarChanged' };

export type DecisionEvent = DecisionCommand | DecisionOccurrence;

export type Command<T extends DecisionCommand['type']> = Extract<DecisionCommand, { type: T }>;
export type Occurrence<T extends DecisionOccurrence['type']> = Extract<DecisionOccurrence, { type: T }>;

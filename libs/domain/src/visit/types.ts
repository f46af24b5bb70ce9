import type { Instant, PlainDate } from '../calendar/index.js';

/** 现场情况: normal work, slow work, stopped, not started. */
export const siteConditions = ['normal', 'slow', 'stopped', 'notStarted'] as const;
export type SiteCondition = (typeof siteConditions)[number];

/**
 * How a problem found on a visit is to proceed: solved on the spot, handed to the office (rung 1), or asked for on the
 * weekly meeting.
 */
export const foundWays = ['solved', 'office', 'meeting'] as const;
export type FoundWay = (typeof foundWays)[number];

/** When it was, by the device's clock. */
export interface VisitTimes {
  readonly visitedAt: Instant;
  readonly loggedAt: Instant;
}

/** A contract of the project, [from, to). */
export interface ContractTerm {
  readonly contractId: string;
  readonly leaderId: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** How a visit stands in the record. */
export interface AdmittedVisit extends VisitTimes {
  readonly visitedAs: 'leader' | 'principal';
  /** The visitor's contract that covered the day; null for the principal, and for a day before the contract began. */
  readonly contractId: string | null;
  readonly visitedOn: PlainDate;
  /** It waited in the device's queue, and keeps its own time. */
  readonly arrivedLate: boolean;
  /** The contract that covered the day has ended since. */
  readonly afterHandOver: boolean;
}

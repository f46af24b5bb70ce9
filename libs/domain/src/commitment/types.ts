import type { Instant, PlainDate } from '../calendar/index.js';

/**
 * How a commitment stands: 兑现 kept, 有风险 at risk, 未兑现 broken. Broken is a fact, never a forecast: what can still be made
 * good is at risk.
 */
export type Standing = 'kept' | 'atRisk' | 'broken';

const order: readonly Standing[] = ['kept', 'atRisk', 'broken'];

/** The worst of several; kept when there is none. */
export function worstOf(standings: readonly Standing[]): Standing {
  return standings.reduce<Standing>(
    (worst, each) => (order.indexOf(each) > order.indexOf(worst) ? each : worst),
    'kept',
  );
}

/** Why a commitment stands as it does. The code is stable, the args fill its words (`commitmentWords`). */
export interface StandingReason {
  readonly code: ReasonCode;
  readonly args: Readonly<Record<string, string | number>>;
}

export type ReasonCode =
  | 'milestoneReached'
  | 'milestoneReachedLate'
  | 'milestoneOverdue'
  | 'milestoneDueSoon'
  | 'milestoneAhead'
  | 'visitsEnough'
  | 'visitsOnCourse'
  | 'visitsFewDaysLeft'
  | 'visitsMissed'
  | 'visitsMissedLastMonth'
  | 'visitsNoneAsked'
  | 'planKept'
  | 'planBehind'
  | 'planNotReported'
  | 'planMissed'
  | 'planNotDue'
  | 'teamThere'
  | 'teamLeft';

export interface Judged {
  readonly standing: Standing;
  readonly reason: StandingReason;
}

/** The days a contract covers, `[from, to)`; `to` is null while it runs. */
export interface ContractDays {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** A milestone's date was moved, by somebody who may, with a reason. */
export interface MilestoneMove {
  readonly at: Instant;
  readonly to: PlainDate;
}

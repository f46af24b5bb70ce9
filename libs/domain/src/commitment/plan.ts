import { yearContaining } from '../calendar/index.js';
import type { PlainDate } from '../calendar/index.js';
import { plainDate } from '../calendar/index.js';
import type { Judged } from './types.js';

/** How a project stands in the contract's year. Whole yuan. */
export interface PlanFacts {
  /** What was committed to. */
  readonly committed: number;
  /** 序时: what is due of the plan by now. */
  readonly planToDate: number;
  readonly actual: number;
  /** The last day whose figures are in; null when none are. */
  readonly reportedTo: PlainDate | null;
}

/** Whether the year's plan is kept: while the year runs it is on course or at risk; only its end breaks it. */
export function judgePlan(year: number, facts: PlanFacts, today: PlainDate): Judged {
  const { committed, planToDate, actual, reportedTo } = facts;
  const args = {
    committed,
    planToDate,
    actual,
    percent: planToDate === 0 ? 100 : Math.floor((actual / planToDate) * 100),
  };
  const over = today >= yearContaining(plainDate(`${year}-01-01`)).end;
  if (actual >= committed && committed > 0) return { standing: 'kept', reason: { code: 'planKept', args } };
  if (over)
    return {
      standing: committed === 0 ? 'kept' : 'broken',
      reason: { code: committed === 0 ? 'planNotDue' : 'planMissed', args },
    };
  if (planToDate === 0) return { standing: 'kept', reason: { code: 'planNotDue', args } };
  if (reportedTo === null) return { standing: 'atRisk', reason: { code: 'planNotReported', args } };
  return actual >= planToDate
    ? { standing: 'kept', reason: { code: 'planKept', args } }
    : { standing: 'atRisk', reason: { code: 'planBehind', args } };
}

/** Whether those who serve the project are still there. */
export function judgeTeam(members: readonly { readonly active: boolean }[]): Judged {
  const left = members.filter(({ active }) => !active).length;
  const args = { members: members.length, left };
  return left === 0
    ? { standing: 'kept', reason: { code: 'teamThere', args } }
    : { standing: 'atRisk', reason: { code: 'teamLeft', args } };
}

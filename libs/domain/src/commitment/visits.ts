import { addDays, isWorkday, monthContaining, workdaysBetween } from '../calendar/index.js';
import type { PlainDate, WorkCalendar } from '../calendar/index.js';
import type { ContractDays, Judged } from './types.js';

/** With so many workdays of the month left, a visit that is owed is at risk. */
export const VISIT_WARNING_WORKDAYS = 5;

/** Days away, `[from, until)`: leave, a course, an illness. */
export interface AwayDays {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** What a month asks of a leader, and how far it is done. */
export interface VisitMonth {
  /** First day of the month. */
  readonly month: PlainDate;
  /** The month's workdays, and those of them under the contract and not away. */
  readonly workdays: number;
  readonly available: number;
  readonly asked: number;
  /** Days with a visit: two looks at a site on one day are one visit. */
  readonly visited: number;
  readonly judged: Judged;
}

export interface VisitDutyFacts {
  readonly visitsPerMonth: number;
  readonly contract: ContractDays;
  readonly away: readonly AwayDays[];
  /** Days on which the leader visited the project under this contract. */
  readonly visitedOn: readonly PlainDate[];
}

/**
 * Visits asked in a month: the whole number when the contract covers it and nobody was away, else the share of the month's
 * workdays, rounded down.
 *
 * Two a month; begun on 16 March 2026 (12 of 22 workdays): one. Begun on the 25th: none.
 */
export function visitsAsked(visitsPerMonth: number, available: number, workdays: number): number {
  return workdays === 0 ? 0 : Math.floor((visitsPerMonth * available) / workdays);
}

/** Every month of the contract up to today, in order; none when it begins later. */
export function visitMonths(calendar: WorkCalendar, facts: VisitDutyFacts, today: PlainDate): VisitMonth[] {
  const { contract } = facts;
  const lastDay = contract.to === null || contract.to > today ? today : addDays(contract.to, -1);
  const months: VisitMonth[] = [];
  if (contract.from > today) return months;
  for (let at = monthContaining(contract.from).start; at <= lastDay; at = monthContaining(at).end)
    months.push(visitMonth(calendar, facts, at, today));
  return months;
}

function visitMonth(calendar: WorkCalendar, facts: VisitDutyFacts, first: PlainDate, today: PlainDate): VisitMonth {
  const { start: month, end } = monthContaining(first);
  const { contract, visitsPerMonth } = facts;
  const free = (from: PlainDate) => availableDays(calendar, facts, from < month ? month : from, end);
  const workdays = workdaysBetween(calendar, month, end);
  const available = free(month);
  const asked = visitsAsked(visitsPerMonth, available, workdays);
  const within = facts.visitedOn.filter((day) => day >= month && day < end);
  const visited = new Set(within).size;
  const over = today >= end || (contract.to !== null && contract.to <= today);
  // A visit of today may still come; after one it is tomorrow's turn.
  const left = free(within.includes(today) ? addDays(today, 1) : today);
  // The warning looks at the days from today in either case: to have been there today must not bring it on.
  const judged = judgeMonth({ month, asked, visited, left, leftWithToday: free(today), over });
  return { month, workdays, available, asked, visited, judged };
}

function judgeMonth(of: {
  month: PlainDate;
  asked: number;
  visited: number;
  left: number;
  leftWithToday: number;
  over: boolean;
}): Judged {
  const { month, asked, visited, left, leftWithToday, over } = of;
  const args = { month: month.slice(0, 7), asked, visited };
  if (asked === 0) return { standing: 'kept', reason: { code: 'visitsNoneAsked', args } };
  if (visited >= asked) return { standing: 'kept', reason: { code: 'visitsEnough', args } };
  if (over) return { standing: 'broken', reason: { code: 'visitsMissed', args } };
  const few = leftWithToday <= VISIT_WARNING_WORKDAYS || left < asked - visited;
  return few
    ? { standing: 'atRisk', reason: { code: 'visitsFewDaysLeft', args: { ...args, left } } }
    : { standing: 'kept', reason: { code: 'visitsOnCourse', args: { ...args, left } } };
}

/**
 * How the duty stands: as the month that runs, and at risk while the month before was missed and this one is not yet made.
 * Months further back stay in the record and are held against nobody. A contract that has ended is broken when one of its
 * months was missed.
 */
export function judgeVisits(months: readonly VisitMonth[], ended: boolean): Judged {
  const missed = months.filter(({ judged }) => judged.standing === 'broken');
  const last = months.at(-1);
  if (last === undefined) return { standing: 'kept', reason: { code: 'visitsNoneAsked', args: {} } };
  if (ended) return missed.at(-1)?.judged ?? last.judged;
  const before = months.at(-2);
  const made = last.judged.reason.code === 'visitsEnough';
  if (last.judged.standing === 'kept' && !made && before?.judged.standing === 'broken')
    return { standing: 'atRisk', reason: { code: 'visitsMissedLastMonth', args: before.judged.reason.args } };
  return last.judged;
}

/** Workdays of `[from, end)` under the contract on which the leader is there. */
function availableDays(calendar: WorkCalendar, facts: VisitDutyFacts, from: PlainDate, end: PlainDate): number {
  const { contract, away } = facts;
  let count = 0;
  for (let day = from; day < end; day = addDays(day, 1)) {
    const covered = day >= contract.from && (contract.to === null || day < contract.to);
    if (covered && isWorkday(calendar, day) && !away.some(({ from: gone, until }) => gone <= day && day < until))
      count += 1;
  }
  return count;
}

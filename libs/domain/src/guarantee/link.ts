import { addDays, daysBetween, spanContaining, workdaysBetween } from '../calendar/index.js';
import type { Period, PeriodKind, PlainDate, WorkCalendar } from '../calendar/index.js';
import { reportDueOn, reportingPeriodContaining } from '../report/reporting-period.js';

/** 保得住 · 吃紧 · 保不住 · 欠账收官 · 如期收官. */
export type Verdict = 'kept' | 'tight' | 'broken' | 'closedShort' | 'closedKept';

/** What is asked of the pace before a link is broken rather than tight: 1.15 times what it is now. */
export const TIGHT_PERCENT = 115n;

/** The figures of all projects in scope on one span. Whole yuan. */
export interface SpanSum {
  readonly start: PlainDate;
  readonly plan: number;
  /**
   * The part of `plan` that is due by the end of `on`: all of a span before it, nothing of one after; of the span in which
   * `on` lies, plan × workdays so far ÷ workdays, rounded down for each project, so that offices add up to the district.
   */
  readonly planToDate: number;
  readonly actual: number;
  /** The part of `plan` whose figures are in. */
  readonly planReported: number;
  /** Projects with a plan on the span whose figure is not in. */
  readonly missing: number;
}

/** For which day the chain is asked, and from when. */
export interface ChainMoment {
  readonly on: PlainDate;
  readonly today: PlainDate;
  /** Whether today's working hours are over. */
  readonly todayIsOver: boolean;
}

/** The share of a span's plan that is due by the end of a day in it, as a fraction. By days where the span has no workday. */
export function dueShare(calendar: WorkCalendar, on: PlainDate): { done: number; of: number } {
  const { start, end } = spanContaining(on);
  const of = workdaysBetween(calendar, start, end);
  if (of > 0) return { done: workdaysBetween(calendar, start, addDays(on, 1)), of };
  return { done: daysBetween(start, on) + 1, of: daysBetween(start, end) };
}

/** Whole yuan of one project's plan on the span of `on` that are due by the end of that day, rounded down. */
export function dueOf(plan: number, { done, of }: { done: number; of: number }): number {
  return Number((BigInt(plan) * BigInt(done)) / BigInt(of));
}

/**
 * The last day whose figures count. Figures come with the report of a week, or of its part in a month. Until that report is
 * due, or in for most of the plan, its days only make every pace look slow: the count ends before them. Once it is due they
 * count, reported or not; what is missing then is said, not waited for.
 */
export function countedTo(calendar: WorkCalendar, sums: readonly SpanSum[], moment: ChainMoment): PlainDate {
  const { today, todayIsOver } = moment;
  const day = dayOf(moment);
  const report = reportingPeriodContaining(day);
  const within = sums.filter(({ start }) => start >= report.start && start < report.end);
  const isIn = 2 * total(within, 'planReported') >= total(within, 'plan');
  const dueOn = reportDueOn(report, calendar);
  const isDue = dueOn === null || today > dueOn || (today === dueOn && todayIsOver);
  return isIn || isDue ? day : addDays(report.start, -1);
}

/** The day asked for, but none that is still to come. */
const dayOf = ({ on, today }: ChainMoment): PlainDate => (on < today ? on : today);

/** What a link comes from: its sums, and how much of it is worked off. */
export interface LinkFigures {
  readonly period: Period;
  readonly plan: number;
  readonly planToDate: number;
  readonly actual: number;
  /** Workdays from its start to the day counted to. */
  readonly elapsed: number;
  /** Workdays after that day. */
  readonly remaining: number;
  /** No workday of it is left, its last one is over, and its figures are due. */
  readonly over: boolean;
  readonly missing: number;
}

/** Adds up the spans of a period, as far as `counted`. */
export function linkFigures(
  calendar: WorkCalendar,
  period: Period,
  sums: readonly SpanSum[],
  counted: PlainDate,
  moment: ChainMoment,
): LinkFigures {
  const within = sums.filter(({ start }) => start >= period.start && start < period.end);
  const reached = counted < period.start ? period.start : addDays(counted, 1);
  const remaining = workdaysBetween(calendar, reached, period.end);
  return {
    period,
    plan: total(within, 'plan'),
    planToDate: total(within, 'planToDate'),
    actual: total(
      within.filter(({ start }) => start <= moment.on),
      'actual',
    ),
    elapsed: workdaysBetween(calendar, period.start, reached),
    remaining,
    over: remaining === 0 && isWorkedOff(calendar, period, moment),
    missing: total(
      within.filter(({ start }) => start <= counted),
      'missing',
    ),
  };
}

/** No workday is left to work, today included until its end. A period that never had one is over with its last day. */
function isWorkedOff(calendar: WorkCalendar, { start, end }: Period, moment: ChainMoment): boolean {
  const day = dayOf(moment);
  const from = day < moment.today || moment.todayIsOver ? addDays(day, 1) : day;
  if (day < start || workdaysBetween(calendar, from, end) > 0) return false;
  return from >= end || workdaysBetween(calendar, start, end) > 0;
}

const total = (sums: readonly SpanSum[], of: Exclude<keyof SpanSum, 'start'>): number =>
  sums.reduce((so, sum) => so + sum[of], 0);

/** Yuan a workday, as a fraction of whole numbers, and the link whose days it was counted over. */
export interface Pace {
  readonly yuan: bigint;
  readonly workdays: bigint;
  readonly of: PeriodKind;
}

/** Why a link is judged as it is. `code` is stable; `args` are whole yuan and counts. */
export interface Why {
  readonly code:
    | 'closedKept'
    | 'closedShort'
    | 'noPlan'
    | 'met'
    | 'notBegun'
    | 'noWorkdaysLeft'
    | 'onPace'
    | 'mustSpeedUp'
    | 'outOfReach';
  readonly args: Readonly<Record<string, string | number>>;
}

/** One link of the guarantee chain. Whole yuan. */
export interface Link {
  readonly kind: PeriodKind;
  readonly start: PlainDate;
  readonly end: PlainDate;
  readonly plan: number;
  readonly planToDate: number;
  readonly actual: number;
  /** What is missing of the plan to date; negative when ahead. */
  readonly gap: number;
  /** A workday now, rounded down. */
  readonly pace: number;
  /** A workday over the remaining ones, rounded up; 0 when the plan is met, null when there are none to make it up in. */
  readonly neededPace: number | null;
  /** What the period comes to at the pace of now, rounded down. */
  readonly forecast: number;
  readonly verdict: Verdict;
  readonly why: Why;
  readonly elapsedWorkdays: number;
  readonly remainingWorkdays: number;
  /** Figures of counted spans that are not in. */
  readonly missing: number;
}

/** Judges a link by the pace of its own elapsed workdays, or that of the link around it before it has any. */
export function judge(figures: LinkFigures, around: Pace | undefined): { link: Link; pace: Pace | undefined } {
  const { period, plan, planToDate, actual, elapsed, remaining, missing } = figures;
  const own: Pace | undefined =
    elapsed > 0 ? { yuan: BigInt(actual), workdays: BigInt(elapsed), of: period.kind } : around;
  const pace = own ?? { yuan: 0n, workdays: 1n, of: period.kind };
  const left = plan - actual;
  const ahead = floorDivide(pace.yuan * BigInt(remaining), pace.workdays);
  const forecast = figures.over ? actual : actual + Number(ahead);
  const neededPace = left <= 0 ? 0 : remaining === 0 || figures.over ? null : Math.ceil(left / remaining);
  const paceNow = Number(floorDivide(pace.yuan, pace.workdays));
  const link = {
    kind: period.kind,
    start: period.start,
    end: period.end,
    plan,
    planToDate,
    actual,
    gap: planToDate - actual,
    pace: paceNow,
    neededPace,
    forecast,
    ...verdictOf(figures, own, { neededPace, paceNow, forecast }),
    elapsedWorkdays: elapsed,
    remainingWorkdays: remaining,
    missing,
  };
  return { link, pace: own };
}

function verdictOf(
  { plan, actual, remaining, over }: LinkFigures,
  pace: Pace | undefined,
  { neededPace, paceNow, forecast }: { neededPace: number | null; paceNow: number; forecast: number },
): { verdict: Verdict; why: Why } {
  const left = plan - actual;
  if (plan === 0) return { verdict: over ? 'closedKept' : 'kept', why: { code: 'noPlan', args: { actual } } };
  if (over && left > 0) return { verdict: 'closedShort', why: { code: 'closedShort', args: { short: left } } };
  if (over) return { verdict: 'closedKept', why: { code: 'closedKept', args: { over: actual - plan } } };
  if (left <= 0) return { verdict: 'kept', why: { code: 'met', args: { over: actual - plan } } };
  if (remaining === 0) return { verdict: 'broken', why: { code: 'noWorkdaysLeft', args: { short: left } } };
  if (pace === undefined) return { verdict: 'kept', why: { code: 'notBegun', args: { plan } } };
  const { yuan, workdays, of } = pace;
  // left ÷ remaining against yuan ÷ workdays, crosswise: exact, whatever the sums.
  const needed = BigInt(left) * workdays;
  const has = yuan * BigInt(remaining);
  const args = { pace: paceNow, needed: neededPace!, paceOf: of, remaining, short: Math.max(0, plan - forecast) };
  if (needed <= has) return { verdict: 'kept', why: { code: 'onPace', args } };
  if (needed * 100n <= has * TIGHT_PERCENT) return { verdict: 'tight', why: { code: 'mustSpeedUp', args } };
  return { verdict: 'broken', why: { code: 'outOfReach', args } };
}

/** BigInt divides towards zero; corrections can make a sum negative. */
function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}

import {
  allocate,
  dateOf,
  addDays,
  workEndsOn,
  type Instant,
  type PlainDate,
  type WorkCalendar,
} from '#domain/calendar/index.js';
import { layPlan, yearGrid, type GridSpan } from '#domain/guarantee/index.js';
import { reportDueAt, reportingPeriodContaining } from '#domain/report/index.js';
import type { LaidPlan } from '#features/plan/index.js';
import { Dice } from './dice.js';
import { ReportDesk } from './report-times.js';
import type { DemoProject } from './projects.js';
import type { OfficeCode } from './units.js';

/** What a project of the demo spent on a span, and when that was reported. Whole yuan. */
export interface DemoActual {
  readonly projectId: string;
  readonly spanStart: PlainDate;
  readonly amount: number;
  readonly at: Instant;
  /** The report it came with, where there is one. */
  readonly reportId: string | null;
}

const WAN = 10_000;
/** 亿元 in units of 10,000 yuan. */
const wan = (hundredMillions: number): number => Math.round(hundredMillions * WAN);

/** Last year's results as published: 653 亿元 in all, 352.5 of them by province and city projects. */
const LAST_YEAR = { all: wan(653), provinceAndCity: wan(352.5) } as const;

/** Offices that are short this year: what they bring of each hundred planned, and in the month that runs. */
const SHORT: Partial<Record<OfficeCode, { readonly year: number; readonly thisMonth: number }>> = {
  nancao: { year: 96, thisMonth: 52 },
  shibalihe: { year: 98, thisMonth: 66 },
  erligang: { year: 97, thisMonth: 72 },
};
const OTHERS = { year: 110, thisMonth: 101 } as const;

/** The annual plans of this year and last, laid by workdays. */
export function demoPlans(projects: readonly DemoProject[], calendar: WorkCalendar): LaidPlan[] {
  const grids = new Map<number, GridSpan[]>();
  return projects.flatMap(({ years }) =>
    years.map(({ projectId, year, plannedInvestment: annual }) => {
      const grid = grids.get(year) ?? yearGrid(calendar, year);
      grids.set(year, grid);
      const figures = { kind: 'workdays' } as const;
      const effectiveFrom = grid[0]!.start;
      const laid = layPlan({ annual, figures, grid, from: effectiveFrom, kept: new Map() });
      if (!laid.ok) throw new RangeError(laid.refusal.code);
      return { projectId, year, version: 1, annual, figures, reason: '年度计划', effectiveFrom, laid: laid.value };
    }),
  );
}

/** Last year's actuals, which meet the published sums exactly, and this year's as the offices' reports brought them in. */
export function demoActuals(
  projects: readonly DemoProject[],
  plans: readonly LaidPlan[],
  calendar: WorkCalendar,
  now: Instant,
): DemoActual[] {
  const year = Number(dateOf(now).slice(0, 4));
  const planOf = new Map(plans.map((plan) => [`${plan.projectId} ${plan.year}`, plan]));
  const done = lastYearTotals(projects);
  const dueAt = reportsDueAt(calendar);
  const desk = new ReportDesk(calendar, now);
  return projects.flatMap(({ row: { projectId }, office }, index) => {
    const last = planOf.get(`${projectId} ${year - 1}`);
    const own = planOf.get(`${projectId} ${year}`);
    return [
      ...(last ? spread(last, done.get(index)!, dueAt) : []),
      ...(own ? begun(own, office, new Dice(`actual-${index}`), desk, now) : []),
    ];
  });
}

/** Plan and actual of a project on a span; nulls where nothing was reported. */
export interface DemoFigure {
  readonly projectId: string;
  readonly spanStart: PlainDate;
  readonly plan: number;
  readonly actual: number | null;
  readonly reportedAt: Instant | null;
  readonly reportId: string | null;
}

/** Both together, a row for each span with a plan: actuals lie on no others. */
export function demoFigures(plans: readonly LaidPlan[], actuals: readonly DemoActual[]): DemoFigure[] {
  const actualOf = new Map(actuals.map((actual) => [`${actual.projectId} ${actual.spanStart}`, actual]));
  return plans.flatMap(({ projectId, laid }) =>
    laid
      .filter(({ amount }) => amount > 0)
      .map(({ start, amount }) => {
        const actual = actualOf.get(`${projectId} ${start}`);
        return {
          ...{ projectId, spanStart: start, plan: amount },
          ...{ actual: actual?.amount ?? null, reportedAt: actual?.at ?? null, reportId: actual?.reportId ?? null },
        };
      }),
  );
}

/** In units of 10,000 yuan, by the project's place: each near what it planned, together what was published. */
function lastYearTotals(projects: readonly DemoProject[]): Map<number, number> {
  const totals = new Map<number, number>();
  for (const isUpper of [true, false]) {
    const group = projects.flatMap(({ row, plannedLastYear }, index) =>
      plannedLastYear !== null && (row.level !== 'district') === isUpper ? [{ index, plannedLastYear }] : [],
    );
    const shares = allocate(
      isUpper ? LAST_YEAR.provinceAndCity : LAST_YEAR.all - LAST_YEAR.provinceAndCity,
      group.map(({ index, plannedLastYear }) => (plannedLastYear / WAN) * new Dice(`done-${index}`).between(92, 118)),
    );
    group.forEach(({ index }, at) => totals.set(index, shares[at]!));
  }
  return totals;
}

/** A year's total over its spans, by the plan and by chance. */
function spread(plan: LaidPlan, total: number, dueAt: (start: PlainDate) => Instant): DemoActual[] {
  const dice = new Dice(`spread-${plan.projectId}`);
  const worked = plan.laid.filter(({ amount }) => amount > 0);
  const weights = worked.map(({ amount }) => Math.round(amount / 1_000) * dice.between(70, 130));
  return allocate(total, weights).map((amount, index) => {
    const { start } = worked[index]!;
    return { projectId: plan.projectId, spanStart: start, amount: amount * WAN, at: dueAt(start), reportId: null };
  });
}

/** The year that runs, as far as reports were handed in. */
function begun(plan: LaidPlan, office: OfficeCode, dice: Dice, desk: ReportDesk, now: Instant): DemoActual[] {
  const month = dateOf(now).slice(0, 7);
  const rate = SHORT[office] ?? OTHERS;
  const own = dice.between(93, 107);
  return plan.laid.flatMap(({ start, amount }) => {
    const period = reportingPeriodContaining(start);
    const at = amount > 0 ? desk.of(office, period).submittedAt : null;
    if (at === null) return [];
    const percent = start.startsWith(month) ? rate.thisMonth : rate.year;
    const brought = amount * (percent / 100) * (own / 100) * (dice.between(75, 125) / 100);
    const reportId = desk.idOf(office, period);
    return [{ projectId: plan.projectId, spanStart: start, amount: Math.round(brought / WAN) * WAN, at, reportId }];
  });
}

/** When the report with a span's figure was due. */
function reportsDueAt(calendar: WorkCalendar): (start: PlainDate) => Instant {
  const known = new Map<PlainDate, Instant>();
  return (start) => {
    const report = reportingPeriodContaining(start);
    const at = known.get(start) ?? reportDueAt(report, calendar) ?? workEndsOn(calendar, addDays(report.end, -1));
    known.set(start, at);
    return at;
  };
}

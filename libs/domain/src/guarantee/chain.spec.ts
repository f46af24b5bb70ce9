import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  monthContaining,
  plainDate,
  publishedCalendar,
  quarterContaining,
  spanContaining,
  tenDayContaining,
  weekContaining,
  workdaysBetween,
  yearContaining,
  type Period,
  type PlainDate,
} from '../calendar/index.js';
import { guaranteeChain, reachOfChain } from './chain.js';
import { countedTo, dueOf, dueShare, judge, linkFigures, type ChainMoment, type Link, type SpanSum } from './link.js';
import { gridOf } from './year-grid.js';

const calendar = publishedCalendar();
const day = (text: string): PlainDate => plainDate(text);

/** The sums of one project, as the query would give them. A figure that is null is not in. */
function sumsOf(
  on: string,
  figures: Readonly<Record<string, readonly [plan: number, actual: number | null]>>,
): SpanSum[] {
  const running = spanContaining(day(on)).start;
  return Object.entries(figures).map(([start, [plan, actual]]) => ({
    start: day(start),
    plan,
    planToDate: start < running ? plan : start > running ? 0 : dueOf(plan, dueShare(calendar, day(on))),
    actual: actual ?? 0,
    planReported: actual === null ? 0 : plan,
    missing: actual === null && plan > 0 ? 1 : 0,
  }));
}

/** Asked on the day itself, before work ends; or on a later one. */
const moment = (on: string, today = on, todayIsOver = false): ChainMoment => ({
  on: day(on),
  today: day(today),
  todayIsOver,
});

function links(
  at: ChainMoment,
  figures: Readonly<Record<string, readonly [plan: number, actual: number | null]>>,
): Record<Link['kind'], Link> {
  const { links: found } = guaranteeChain(calendar, sumsOf(at.on, figures), at);
  return Object.fromEntries(found.map((link) => [link.kind, link])) as Record<Link['kind'], Link>;
}

describe('the week guarantees the ten-day period', () => {
  // June 2026 begins on a Monday; 400 of the ten days' 700 are week 1's.
  const plan = { first: '2026-06-01', second: '2026-06-08', third: '2026-06-11' };
  const short = (second: number | null) =>
    ({ [plan.first]: [400, 300], [plan.second]: [300, second], [plan.third]: [200, null] }) as const;

  it('asks week 2 for what week 1 left, and warns before the ten days end', () => {
    const { week, tenDay } = links(moment('2026-06-07', '2026-06-08'), short(null));
    expect(week).toMatchObject({ verdict: 'closedShort', plan: 400, actual: 300, gap: 100, neededPace: null });
    expect(week.why).toEqual({ code: 'closedShort', args: { short: 100 } });
    expect(tenDay).toMatchObject({
      ...{ plan: 700, planToDate: 400, actual: 300, gap: 100, pace: 60 },
      // 400 over the three workdays that are left.
      ...{ neededPace: 134, remainingWorkdays: 3, forecast: 480, verdict: 'broken' },
    });
    expect(tenDay.why).toEqual({
      code: 'outOfReach',
      args: { pace: 60, needed: 134, paceOf: 'tenDay', remaining: 3, short: 220 },
    });
  });

  it('waits for a report that is not due: nothing looks slower on Tuesday than it did on Sunday', () => {
    const at = moment('2026-06-09');
    const { week, tenDay } = links(at, short(null));
    expect(guaranteeChain(calendar, sumsOf('2026-06-09', short(null)), at).countedTo).toBe('2026-06-07');
    expect(tenDay).toMatchObject({ neededPace: 134, pace: 60, forecast: 480, missing: 0 });
    // 序时 goes on: two of the span's three workdays are due.
    expect(tenDay).toMatchObject({ planToDate: 600, gap: 300 });
    // Nothing of this week is known yet: it is judged by the pace of the ten days around it.
    expect(week).toMatchObject({
      elapsedWorkdays: 0,
      remainingWorkdays: 5,
      pace: 60,
      neededPace: 100,
      verdict: 'broken',
    });
    expect(week.why.args).toMatchObject({ paceOf: 'tenDay' });
  });

  it('counts a report that is due and not in as nothing done, and says that it is missing', () => {
    // The ten days end on Wednesday, the week's report is due on Friday.
    for (const at of [moment('2026-06-10', '2026-06-10', true), moment('2026-06-10', '2026-06-12')])
      expect(links(at, short(null)).tenDay).toMatchObject({ verdict: 'broken', remainingWorkdays: 3, missing: 0 });
    const due = links(moment('2026-06-10', '2026-06-12', true), short(null));
    expect(due.tenDay).toMatchObject({ verdict: 'closedShort', actual: 300, missing: 1 });
  });

  it('made up, is 100 %, while week 1 stays red', () => {
    expect(links(moment('2026-06-10', '2026-06-11'), short(400)).tenDay).toMatchObject({
      ...{ verdict: 'closedKept', actual: 700, gap: 0, neededPace: 0, forecast: 700 },
      why: { code: 'closedKept', args: { over: 0 } },
    });
    expect(links(moment('2026-06-07', '2026-06-11'), short(400)).week.verdict).toBe('closedShort');
  });
});

describe('what is due of the running span', () => {
  it.each([
    ['2026-03-23', 100, 20, 'Monday, one of five workdays'],
    ['2026-03-27', 100, 100, 'Friday'],
    ['2026-03-29', 100, 100, 'Sunday'],
    ['2026-03-24', 99, 39, 'rounded down: 39.6'],
    ['2023-10-04', 100, 0, 'a holiday; Saturday and Sunday are make-up days'],
    ['2023-10-07', 100, 50, 'the first of the two make-up days'],
    ['2026-09-29', 300, 200, 'three workdays before the National Day'],
    ['2020-01-29', 700, 420, 'no workday at all: by days, three of five to the 31st'],
  ])('%s, %i planned', (on, plan, due) => {
    expect(dueOf(plan, dueShare(calendar, day(on)))).toBe(due);
  });
});

describe('a verdict', () => {
  // 20 workdays are gone, 40 left; 2,000 done: 100 a day now.
  const figuresFor = (plan: number, over = false) => ({
    ...{ period: quarterContaining(day('2026-01-01')), plan, planToDate: 0, actual: 2_000 },
    ...{ elapsed: 20, remaining: 40, over, missing: 0 },
  });
  const verdict = (plan: number, over = false) => judge(figuresFor(plan, over), undefined).link;

  it('is exact to the yuan where it turns', () => {
    expect(verdict(6_000)).toMatchObject({ verdict: 'kept', neededPace: 100, pace: 100, forecast: 6_000 });
    expect(verdict(6_001)).toMatchObject({ verdict: 'tight', neededPace: 101 });
    expect(verdict(6_600)).toMatchObject({ verdict: 'tight', neededPace: 115 });
    expect(verdict(6_601)).toMatchObject({ verdict: 'broken', neededPace: 116 });
    expect(verdict(2_000)).toMatchObject({ verdict: 'kept', neededPace: 0, why: { code: 'met' } });
    expect(verdict(0)).toMatchObject({ verdict: 'kept', why: { code: 'noPlan' } });
    expect(verdict(2_001, true)).toMatchObject({ verdict: 'closedShort', neededPace: null, forecast: 2_000 });
    expect(verdict(2_000, true)).toMatchObject({ verdict: 'closedKept', neededPace: 0 });
  });

  it('turns exactly where the fractions do, whatever the sums', () => {
    const anySum = fc.integer({ min: 1, max: 400_000_000_000 });
    const anyDays = fc.integer({ min: 1, max: 250 });
    fc.assert(
      fc.property(anySum, anySum, anyDays, anyDays, (plan, actual, elapsed, remaining) => {
        const figures = { ...figuresFor(plan), actual, elapsed, remaining };
        const { link } = judge(figures, undefined);
        const needed = BigInt(Math.max(0, plan - actual)) * BigInt(elapsed) * 100n;
        const pace = BigInt(actual) * BigInt(remaining);
        const expected = needed <= pace * 100n ? 'kept' : needed <= pace * 115n ? 'tight' : 'broken';
        expect(link.verdict).toBe(expected);
        // What it says of itself agrees: kept exactly when the forecast reaches the plan.
        expect(link.verdict === 'kept').toBe(link.forecast >= plan);
        expect(link.neededPace! * remaining).toBeGreaterThanOrEqual(plan - actual);
      }),
    );
  });

  it('before the first workday of the year has nothing to go by, and says so', () => {
    const { year, month } = links(moment('2026-01-02'), { '2026-01-01': [0, null], '2026-01-05': [500, null] });
    expect(year).toMatchObject({ verdict: 'kept', why: { code: 'notBegun' }, pace: 0 });
    expect(month.why.code).toBe('notBegun');
  });

  it('closes a month on the make-up weekend that is its last workday', () => {
    // January 2022: Saturday the 29th and Sunday the 30th are worked, Monday the 31st is the first of Spring Festival.
    const figures = { '2022-01-24': [500, 400], '2022-01-31': [0, null] } as const;
    const friday = links(moment('2022-01-28', '2022-01-28', true), { ...figures, '2022-01-24': [500, 300] });
    expect(friday.month).toMatchObject({ verdict: 'broken', remainingWorkdays: 2 });
    const sunday = links(moment('2022-01-30', '2022-01-30', true), figures);
    expect(sunday.month).toMatchObject({ verdict: 'closedShort', why: { args: { short: 100 } } });
    expect(links(moment('2022-01-30'), { '2022-01-24': [500, null] }).month.verdict).toBe('broken');
  });

  it('needs nothing of a week without workdays', () => {
    // 2026-02-16 to 22: Spring Festival from the 15th to the 23rd.
    const figures = { '2026-02-11': [300, 300], '2026-02-16': [0, null] } as const;
    const { week } = links(moment('2026-02-18'), figures);
    expect(week).toMatchObject({ verdict: 'kept', why: { code: 'noPlan' }, plan: 0, neededPace: 0, missing: 0 });
    expect(links(moment('2026-02-22', '2026-02-24'), figures).week.verdict).toBe('closedKept');
  });
});

describe('sums conserve', () => {
  const anyYear = fc.integer({ min: 2020, max: 2030 });
  const within = (year: number, containing: (date: PlainDate) => Period): Period[] => {
    const { start, end } = yearContaining(day(`${year}-06-01`));
    const periods: Period[] = [];
    for (let at = start; at < end; at = periods.at(-1)!.end) periods.push(containing(at));
    return periods;
  };

  it('Σ spans = Σ weeks cut by span = Σ ten-day periods = Σ months = Σ quarters = the year, for plan, due and actual', () => {
    fc.assert(
      fc.property(anyYear, fc.infiniteStream(fc.integer({ min: 0, max: 1e10 })), (year, amounts) => {
        const { start, end } = yearContaining(day(`${year}-06-01`));
        const next = () => amounts.next().value as number;
        const sums: SpanSum[] = gridOf(calendar, start, end).map((span) => {
          const plan = next();
          return {
            start: span.start,
            plan,
            planToDate: Math.floor(plan / 2),
            actual: next(),
            planReported: plan,
            missing: 0,
          };
        });
        const at = moment(`${year}-12-31`, `${year + 1}-01-01`);
        const total = (periods: readonly Period[], of: 'plan' | 'planToDate' | 'actual') =>
          periods.reduce((so, period) => so + linkFigures(calendar, period, sums, at.on, at)[of], 0);
        for (const figure of ['plan', 'planToDate', 'actual'] as const) {
          const whole = sums.reduce((so, sum) => so + sum[figure], 0);
          for (const kind of [weekContaining, tenDayContaining, monthContaining, quarterContaining, yearContaining])
            expect(total(within(year, kind), figure)).toBe(whole);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('elapsed and remaining workdays make up the period, on any day, whatever is reported', () => {
    const anyOn = fc.integer({ min: 0, max: 4017 }).map((n) => addDays(day('2020-01-01'), n));
    fc.assert(
      fc.property(anyOn, fc.boolean(), fc.integer({ min: 0, max: 3 }), (on, reported, later) => {
        const { start, end } = reachOfChain(on);
        const figures = Object.fromEntries(
          gridOf(calendar, start, end).map((span) => [span.start, [100, reported ? 90 : null] as const]),
        );
        const { links: found } = guaranteeChain(calendar, sumsOf(on, figures), moment(on, addDays(on, later)));
        for (const link of found)
          expect(link.elapsedWorkdays + link.remainingWorkdays).toBe(workdaysBetween(calendar, link.start, link.end));
        expect(found.map(({ kind }) => kind)).toEqual(['week', 'tenDay', 'month', 'quarter', 'year']);
      }),
    );
  });
});

describe('a running report', () => {
  it('counts as soon as half of its plan is in, and not with a yuan less', () => {
    const moment = { on: day('2023-03-22'), today: day('2023-03-22'), todayIsOver: false };
    const sum = { start: day('2023-03-20'), planToDate: 0, actual: 0, missing: 1 };
    const counted = (planReported: number) => countedTo(calendar, [{ ...sum, plan: 1_000, planReported }], moment);
    expect(counted(500)).toBe('2023-03-22');
    expect(counted(499)).toBe('2023-03-19');
  });
});

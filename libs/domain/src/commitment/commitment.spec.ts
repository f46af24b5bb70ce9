import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate } from '../../../../test/support/arbitrary-calendar.js';
import {
  addDays,
  instantAt,
  isWorkday,
  monthContaining,
  plainDate,
  publishedCalendar,
  workdaysBetween,
} from '../calendar/index.js';
import type { PlainDate } from '../calendar/index.js';
import {
  commitmentWords,
  judgeMilestone,
  judgePlan,
  judgeTeam,
  judgeVisits,
  promisedOn,
  visitMonths,
  visitsAsked,
  worstOf,
} from './index.js';
import type { Judged, VisitDutyFacts } from './index.js';

const calendar = publishedCalendar();
const day = (text: string): PlainDate => plainDate(text);
const told = ({ standing, reason }: Judged) => `${standing} ${reason.code}`;

describe('a milestone', () => {
  const promised = day('2026-03-20'); // a Friday
  const judge = (today: string, reachedOn: string | null = null) =>
    told(judgeMilestone(calendar, { promised, reachedOn: reachedOn === null ? null : day(reachedOn) }, day(today)));

  it.each([
    ['2026-03-12', null, 'kept milestoneAhead'],
    ['2026-03-13', null, 'atRisk milestoneDueSoon'],
    ['2026-03-20', null, 'atRisk milestoneDueSoon'],
    ['2026-03-21', null, 'broken milestoneOverdue'],
    ['2026-04-01', '2026-03-20', 'kept milestoneReached'],
    ['2026-04-01', '2026-03-21', 'broken milestoneReachedLate'],
  ])('on %s, reached %s: %s', (today, reachedOn, expected) => {
    expect(judge(today, reachedOn)).toBe(expected);
  });

  it('that was moved in time promises the new day; moved too late, the old one', () => {
    const move = (on: string, to: string) => ({ at: instantAt(day(on), '10:00'), to: day(to) });
    expect(promisedOn(promised, [])).toBe('2026-03-20');
    expect(promisedOn(promised, [move('2026-03-20', '2026-03-31')])).toBe('2026-03-31');
    expect(promisedOn(promised, [move('2026-03-21', '2026-03-31')])).toBe('2026-03-20');
    // In whatever order they are given; the second is in time only because of the first.
    expect(promisedOn(promised, [move('2026-03-30', '2026-04-10'), move('2026-03-18', '2026-03-31')])).toBe(
      '2026-04-10',
    );
  });

  it('is never broken before its day is over, and never kept once it has passed it by', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: -60, max: 60 }), (cal, on, offset) => {
        const { standing } = judgeMilestone(cal, { promised: on, reachedOn: null }, addDays(on, offset));
        expect(standing === 'broken').toBe(offset > 0);
      }),
    );
  });
});

describe('the duty to visit', () => {
  const facts = (more: Partial<VisitDutyFacts> = {}): VisitDutyFacts => ({
    visitsPerMonth: 2,
    contract: { from: day('2026-01-01'), to: null },
    away: [],
    visitedOn: [],
    ...more,
  });
  const duty = (today: string, more: Partial<VisitDutyFacts> = {}) => visitMonths(calendar, facts(more), day(today));
  const days = (...texts: string[]) => texts.map(day);
  const ended = { contract: { from: day('2026-01-01'), to: day('2026-03-10') } };

  it.each([
    ['early in the month', '2026-03-10', [], 'kept visitsOnCourse'],
    ['with six workdays left', '2026-03-24', ['2026-03-02'], 'kept visitsOnCourse'],
    ['with five', '2026-03-25', ['2026-03-02'], 'atRisk visitsFewDaysLeft'],
    ['on the last day', '2026-03-31', ['2026-03-02'], 'atRisk visitsFewDaysLeft'],
    ['made', '2026-03-25', ['2026-03-02', '2026-03-03'], 'kept visitsEnough'],
    ['twice on a day is one visit', '2026-03-31', ['2026-03-02', '2026-03-02'], 'atRisk visitsFewDaysLeft'],
  ])('%s', (_, today, visited, expected) => {
    const made = days('2026-01-05', '2026-01-06', '2026-02-02', '2026-02-03', ...visited);
    expect(told(judgeVisits(duty(today, { visitedOn: made }), false))).toBe(expected);
  });

  it('missed is broken when the month is over; the next month makes it good', () => {
    const january = days('2026-01-05', '2026-01-06');
    const months = duty('2026-03-10', { visitedOn: january });
    expect(months.map(({ month, judged }) => `${month} ${told(judged)}`)).toEqual([
      '2026-01-01 kept visitsEnough',
      '2026-02-01 broken visitsMissed',
      '2026-03-01 kept visitsOnCourse',
    ]);
    expect(told(judgeVisits(months, false))).toBe('atRisk visitsMissedLastMonth');
    const again = duty('2026-03-10', { visitedOn: [...january, ...days('2026-03-02', '2026-03-03')] });
    expect(told(judgeVisits(again, false))).toBe('kept visitsEnough');
    expect(told(judgeVisits(duty('2026-06-10', { visitedOn: january, ...ended }), true))).toBe('broken visitsMissed');
  });

  it('asks less of a month begun late, of one handed over in the middle, and of days away', () => {
    const asked = (today: string, more: Partial<VisitDutyFacts>) => duty(today, more).map((each) => each.asked);
    const from = (text: string) => ({ contract: { from: day(text), to: null } });
    expect(asked('2026-03-31', from('2026-03-02'))).toEqual([2]);
    expect(asked('2026-03-31', from('2026-03-16'))).toEqual([1]);
    expect(asked('2026-03-31', from('2026-03-25'))).toEqual([0]);
    expect(asked('2026-03-31', ended)).toEqual([2, 2, 0]);
    const away = [{ from: day('2026-03-09'), until: day('2026-03-16') }];
    expect(asked('2026-03-31', { ...from('2026-03-01'), away })).toEqual([1]);
    // Away for the rest of the month while one visit is owed: no day is left to make it.
    const leave = [{ from: day('2026-03-20'), until: day('2026-04-10') }];
    const [march] = duty('2026-03-19', { ...from('2026-03-01'), away: leave });
    expect([march!.asked, told(march!.judged)]).toEqual([1, 'atRisk visitsFewDaysLeft']);
  });

  it('does not warn because of a visit of today', () => {
    // Six workdays of March are left with the 24th, five after it; the second visit of two is still owed.
    const first = { contract: { from: day('2026-03-01'), to: null } };
    const [before] = duty('2026-03-24', first);
    const [then] = duty('2026-03-24', { ...first, visitedOn: [day('2026-03-24')] });
    expect([told(before!.judged), told(then!.judged)]).toEqual(['kept visitsOnCourse', 'kept visitsOnCourse']);
  });

  const anyDuty = fc
    .record({
      visitsPerMonth: fc.integer({ min: 0, max: 8 }),
      from: anyDate,
      lasts: fc.option(fc.integer({ min: 1, max: 400 })),
      visited: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 }),
      away: fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 40 })), { maxLength: 3 }),
    })
    .map(({ visitsPerMonth, from, lasts, visited, away }) => ({
      visitsPerMonth,
      contract: { from, to: lasts === null ? null : addDays(from, lasts) },
      visitedOn: visited.map((n) => addDays(from, n)),
      away: away.map(([n, long]) => ({ from: addDays(from, n), until: addDays(from, n + long) })),
    }));

  it('holds for any contract: all months in order, never more asked than committed, broken only when over', () => {
    fc.assert(
      fc.property(anyCalendar, anyDuty, fc.integer({ min: -40, max: 400 }), (cal, of, after) => {
        const today = addDays(of.contract.from, after);
        const months = visitMonths(cal, of, today);
        expect(months.length === 0).toBe(after < 0);
        for (const [n, { month, asked, workdays, available, judged }] of months.entries()) {
          if (n > 0) expect(month).toBe(monthContaining(months[n - 1]!.month).end);
          expect(asked).toBeLessThanOrEqual(of.visitsPerMonth);
          if (available === workdays && workdays > 0) expect(asked).toBe(of.visitsPerMonth);
          const { end } = monthContaining(month);
          const over = today >= end || (of.contract.to !== null && of.contract.to <= today);
          if (judged.standing === 'broken') expect(over).toBe(true);
          if (over) expect(judged.standing).not.toBe('atRisk');
        }
      }),
    );
  });

  it('one more visit never makes anything worse', () => {
    const rank = { kept: 0, atRisk: 1, broken: 2 };
    fc.assert(
      fc.property(anyCalendar, anyDuty, fc.nat(300), fc.nat(300), (cal, of, after, more) => {
        const today = addDays(of.contract.from, after);
        const extra = { ...of, visitedOn: [...of.visitedOn, addDays(of.contract.from, more)] };
        const [before, then] = [of, extra].map((each) => judgeVisits(visitMonths(cal, each, today), false));
        // What has not happened yet counts for a month all the same, so only the standing is compared.
        expect(rank[then!.standing]).toBeLessThanOrEqual(rank[before!.standing]);
      }),
    );
  });

  it('asks a share of the workdays, rounded down', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(23), fc.nat(23), (n, a, b) => {
        const [available, workdays] = [Math.min(a, b), Math.max(a, b)];
        const asked = visitsAsked(n, available, workdays);
        expect(asked * workdays).toBeLessThanOrEqual(n * available);
        if (workdays > 0) expect((asked + 1) * workdays).toBeGreaterThan(n * available);
      }),
    );
  });

  it('counts the workdays as the calendar does', () => {
    const [february] = duty('2026-02-20', { contract: { from: day('2026-02-02'), to: null } });
    expect(february!.workdays).toBe(workdaysBetween(calendar, day('2026-02-01'), day('2026-03-01')));
    expect(isWorkday(calendar, day('2026-02-14'))).toBe(true);
  });
});

describe("the year's plan", () => {
  const judge = (
    committed: number,
    planToDate: number,
    actual: number,
    today = '2026-06-01',
    reportedTo: string | null = '2026-05-31',
  ) =>
    told(
      judgePlan(
        2026,
        { committed, planToDate, actual, reportedTo: reportedTo === null ? null : day(reportedTo) },
        day(today),
      ),
    );

  it.each([
    ['on course', [100, 40, 40], 'kept planKept'],
    ['one yuan short', [100, 40, 39], 'atRisk planBehind'],
    ['done before its time', [100, 40, 100], 'kept planKept'],
    ['nothing due', [100, 0, 0], 'kept planNotDue'],
  ] as const)('%s', (_, [committed, due, actual], expected) => {
    expect(judge(committed, due, actual)).toBe(expected);
  });

  it('is broken by the end of the year and not before', () => {
    expect(judge(100, 100, 99, '2026-12-31')).toBe('atRisk planBehind');
    expect(judge(100, 100, 99, '2027-01-01')).toBe('broken planMissed');
    expect(judge(100, 100, 100, '2027-01-01')).toBe('kept planKept');
    expect(judge(100, 40, 0, '2026-06-01', null)).toBe('atRisk planNotReported');
  });
});

describe('the rest', () => {
  it('a team that lost somebody is at risk', () => {
    expect(told(judgeTeam([{ active: true }, { active: false }]))).toBe('atRisk teamLeft');
    expect(told(judgeTeam([{ active: true }]))).toBe('kept teamThere');
  });

  it('the worst of several holds', () => {
    expect(worstOf(['kept', 'broken', 'atRisk'])).toBe('broken');
    expect(worstOf(['kept', 'atRisk'])).toBe('atRisk');
    expect(worstOf([])).toBe('kept');
  });

  it('every reason has words in both languages, with nothing left open', () => {
    const all = [
      judgeMilestone(calendar, { promised: day('2026-03-20'), reachedOn: null }, day('2026-03-20')),
      judgePlan(
        2026,
        { committed: 4e8, planToDate: 2e8, actual: 1e8, reportedTo: day('2026-05-31') },
        day('2026-06-01'),
      ),
      judgeTeam([{ active: false }]),
    ].map(({ reason }) => commitmentWords(reason));
    expect(all.map(({ zh }) => zh)).toEqual([
      '承诺今天前后（2026年3月20日）达成',
      '已完成1 亿元，为序时2 亿元的50%',
      '服务专班1人中有1人已离岗，请补充',
    ]);
    for (const { en } of all) expect(en).not.toMatch(/\p{Script=Han}|undefined|NaN/u);
  });
});

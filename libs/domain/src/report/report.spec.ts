import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCalendar, anyDate } from '../../../../test/support/arbitrary-calendar.js';
import {
  addDays,
  dateOf,
  instantAt,
  isWorkday,
  monthContaining,
  plainDate,
  publishedCalendar,
  weekContaining,
} from '../calendar/index.js';
import {
  afterAct,
  checkLines,
  lastReportDue,
  prefilledFigures,
  reportDueOn,
  reportingPeriodContaining,
  reportingPeriodsFrom,
  reportingPeriodsOf,
  spansOfReport,
  type ReportLine,
} from './index.js';

const calendar = publishedCalendar();
const dueDays = (weekStart: string) =>
  reportingPeriodsOf(plainDate(weekStart)).map((period) => reportDueOn(period, calendar));

describe('when a report is due', () => {
  it.each([
    ['an ordinary week: its Friday', '2023-02-20', ['2023-02-24']],
    ['a week over a month end: before it, and at its own end', '2023-02-27', ['2023-02-28', '2023-03-03']],
    ['a make-up Saturday is the last workday', '2026-02-23', ['2026-02-28', null]],
    ['a quarter end on a Tuesday', '2026-03-30', ['2026-03-31', '2026-04-03']],
    ['a week whose rest is holidays: on the eve', '2026-09-28', ['2026-09-30', null]],
    ['a week without workdays: never', '2026-02-16', [null]],
    ['a holiday week with a make-up Sunday: that Sunday', '2024-02-12', ['2024-02-18']],
    ['a month end on a holiday Sunday', '2023-04-24', ['2023-04-28']],
    ['a year end, the next year’s notice not out yet', '2026-12-28', ['2026-12-31', '2027-01-01']],
  ])('%s', (_, weekStart, due) => {
    expect(dueDays(weekStart)).toEqual(due);
  });

  it('is in the days reported, on a workday with no workday of them after it', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, (any, date) => {
        const period = reportingPeriodContaining(date);
        const due = reportDueOn(period, any);
        for (let day = period.start; day < period.end; day = addDays(day, 1))
          if (isWorkday(any, day)) expect(due !== null && due >= day).toBe(true);
        if (due !== null) expect(isWorkday(any, due) && due >= period.start && due < period.end).toBe(true);
      }),
    );
  });
});

describe('the reporting periods', () => {
  it('cover every day once, each inside one week and one month, in whole spans', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const periods = reportingPeriodsFrom(from, addDays(from, days));
        periods.forEach((period, n) => {
          const last = addDays(period.end, -1);
          expect(weekContaining(last).start).toBe(period.weekStart);
          expect(monthContaining(last)).toEqual(monthContaining(period.start));
          expect(spansOfReport(period).length).toBeLessThanOrEqual(2);
          if (n > 0) expect(period.start).toBe(periods[n - 1]!.end);
        });
        expect(periods[0]!.start <= from && periods.at(-1)!.end >= addDays(from, days)).toBe(true);
      }),
    );
  });

  it('find the last one due', () => {
    const at = (text: string, time: string) =>
      lastReportDue(instantAt(plainDate(text), time), plainDate(text), calendar);
    expect(at('2023-02-24', '17:59')!.period.start).toBe('2023-02-13');
    expect(at('2023-02-24', '18:00')!.period.start).toBe('2023-02-20');
    expect(at('2023-03-01', '09:00')!.period.start).toBe('2023-02-27');
    expect(at('2023-03-03', '18:00')!.period.start).toBe('2023-03-01');
    // Over the National Day week nothing new falls due.
    expect(at('2026-10-07', '12:00')!.period.start).toBe('2026-09-28');
    expect(dateOf(at('2026-10-07', '12:00')!.dueAt)).toBe('2026-09-30');
  });
});

describe('figures to start from', () => {
  it('are the last week’s, split at a boundary by workdays', () => {
    expect(prefilledFigures(plainDate('2023-02-27'), 500, calendar)).toEqual([
      { start: '2023-02-27', amount: 200 },
      { start: '2023-03-01', amount: 300 },
    ]);
    expect(prefilledFigures(plainDate('2026-09-28'), 300, calendar).map(({ amount }) => amount)).toEqual([300, 0]);
  });

  it('add up to what they start from', () => {
    fc.assert(
      fc.property(anyCalendar, anyDate, fc.integer({ min: -10, max: 10 ** 12 }), (any, date, total) => {
        const sum = prefilledFigures(date, total, any).reduce((so, { amount }) => so + amount, 0);
        const week = weekContaining(date);
        const worked = Array.from({ length: 7 }, (_, n) => isWorkday(any, addDays(week.start, n))).some(Boolean);
        expect(sum).toBe(worked && total > 0 ? total : 0);
      }),
    );
  });
});

describe('a report is read cell by cell', () => {
  const spans = spansOfReport(reportingPeriodContaining(plainDate('2023-03-08')));
  const [first, second] = spans.map(({ start }) => start) as [never, never];
  const projects = new Map([
    ['a', { totalInvestment: 1_000, investedBefore: 900 }],
    ['b', { totalInvestment: 1_000, investedBefore: 0 }],
  ]);
  const line = (projectId: string, amounts: number[], reason: string | null = null): ReportLine => ({
    projectId,
    reason,
    figures: amounts.map((amount, n) => ({ start: [first, second][n]!, amount })),
  });
  const faults = (...lines: ReportLine[]) =>
    checkLines(lines, spans, projects, plainDate('2023-03-12')).map(({ field, code }) => `${field} ${code}`);

  it('takes what is in order', () => {
    expect(faults(line('a', [60, 40]), line('b', [0, 0]))).toEqual([]);
    expect(faults(line('a', [200, 0], 'the budget was raised'))).toEqual([]);
  });

  it('names every fault with its row and column', () => {
    expect(
      faults(line('x', [1]), line('a', [60, -1], 'because'), line('a', [0]), line('b', [1_001, 0], 'because'), {
        projectId: 'b',
        reason: null,
        figures: [],
      }),
    ).toEqual([
      'lines.0.projectId report.project_unknown',
      'lines.1.figures.1.amount report.negative',
      'lines.2.projectId report.project_twice',
      'lines.3.figures.0.amount report.above_total_investment',
      'lines.4.projectId report.project_twice',
    ]);
    expect(faults(line('a', [101, 0]))).toEqual(['lines.0.figures report.beyond_total_needs_reason']);
    const twice = {
      ...line('b', [1]),
      figures: [
        { start: first, amount: 1 },
        { start: first, amount: 2 },
      ],
    };
    const foreign = { ...line('b', [1]), figures: [{ start: plainDate('2023-03-13'), amount: 1 }] };
    expect([faults(twice), faults(foreign)]).toEqual([
      ['lines.0.figures.1.start report.span_twice'],
      ['lines.0.figures.0.start report.span_unknown'],
    ]);
  });

  it('takes no money for days to come', () => {
    const early = checkLines([line('b', [5, 5])], spans, projects, plainDate('2023-03-10'));
    expect(early).toEqual([{ field: 'lines.0.figures.1.amount', code: 'report.span_not_begun' }]);
  });
});

describe('the course of a report', () => {
  it('is draft, submitted, accepted, or returned and submitted again', () => {
    const course = (['submit', 'return', 'write', 'submit', 'accept'] as const).reduce(
      (states, act) => {
        const next = afterAct(states.at(-1)!, act);
        return next.ok ? [...states, next.value] : states;
      },
      ['draft' as Parameters<typeof afterAct>[0]],
    );
    expect(course).toEqual(['draft', 'submitted', 'returned', 'returned', 'submitted', 'accepted']);
  });

  it.each([
    ['submitted', 'write', 'report.already_submitted'],
    ['submitted', 'submit', 'report.already_submitted'],
    ['accepted', 'write', 'report.already_accepted'],
    ['accepted', 'return', 'report.already_accepted'],
    ['draft', 'accept', 'report.not_submitted'],
    ['returned', 'return', 'report.not_submitted'],
  ] as const)('%s takes no %s', (state, act, code) => {
    const result = afterAct(state, act);
    expect(result.ok ? null : result.refusal.code).toBe(code);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, plainDate, publishedCalendar, weekContaining, type PlainDate } from '../calendar/index.js';
import { layPlan, type PlanFigures, type SpanAmount } from './laying.js';
import { firstSpanFrom, splitByWorkdays, yearGrid } from './year-grid.js';

const calendar = publishedCalendar();
const years = Array.from({ length: 11 }, (_, n) => 2020 + n);
const grids = new Map(years.map((year) => [year, yearGrid(calendar, year)]));
const nothingKept = new Map<PlainDate, number>();
const sum = (amounts: readonly number[]): number => amounts.reduce((so, amount) => so + amount, 0);
const sumWhere = (laid: readonly SpanAmount[], holds: (date: PlainDate) => boolean): number =>
  sum(laid.filter(({ start }) => holds(start)).map(({ amount }) => amount));
const monthSums = (laid: readonly SpanAmount[]): number[] =>
  Array.from({ length: 12 }, (_, n) => sumWhere(laid, (date) => Number(date.slice(5, 7)) === n + 1));

function lay(year: number, annual: number, figures: PlanFigures): SpanAmount[] {
  const grid = grids.get(year)!;
  const result = layPlan({ annual, figures, grid, from: grid[0]!.start, kept: nothingKept });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const anyYear = fc.constantFrom(...years);
const anyAmount = fc.integer({ min: 0, max: 50_000_000_000 });
const anyFigures = (kind: 'months' | 'quarters'): fc.Arbitrary<PlanFigures> =>
  fc
    .array(anyAmount, { minLength: kind === 'months' ? 12 : 4, maxLength: kind === 'months' ? 12 : 4 })
    .map((amounts) => ({ kind, amounts }));

describe('a week over a boundary', () => {
  it.each([
    ['2026-09-28', 300, [300, 0], 'its October days are holidays'],
    ['2023-02-27', 500, [200, 300], 'two days of February, three of March'],
    ['2023-03-27', 500, [500, 0], 'April begins on its weekend'],
    ['2022-12-26', 600, [600, 0], 'New Year is a holiday; Saturday the 31st is one too'],
    ['2025-12-29', 400, [300, 100], 'over the year, with Sunday the 4th a make-up day'],
    ['2023-09-25', 1000, [1000, 0], 'the holidays begin on Friday, Sunday is October'],
    ['2024-02-12', 700, [700], 'one span, one workday: Sunday the 18th'],
  ])('%s, %i', (week, amount, expected) => {
    const period = weekContaining(plainDate(week));
    expect(splitByWorkdays(calendar, period, amount).map((part) => part.amount)).toEqual(expected);
  });

  it('without a workday is laid by its days, and loses nothing', () => {
    // 2020-01-27 to 02-02: the whole week is Spring Festival's.
    const parts = splitByWorkdays(calendar, weekContaining(plainDate('2020-01-27')), 700);
    expect(parts.map(({ amount }) => amount)).toEqual([500, 200]);
  });
});

describe('a plan is laid', () => {
  it('to the yuan at every level, by workdays, in every year from 2020 to 2030', () => {
    fc.assert(
      fc.property(anyYear, anyAmount, (year, annual) => {
        const laid = lay(year, annual, { kind: 'workdays' });
        expect(sum(laid.map(({ amount }) => amount))).toBe(annual);
        expect(sum(monthSums(laid))).toBe(annual);
        const workdays = sum(grids.get(year)!.map((span) => span.workdays));
        // One rounding for the month, one for the span.
        const shares = grids.get(year)!.map((span) => (annual * span.workdays) / workdays);
        expect(laid.filter(({ amount }, index) => Math.abs(amount - shares[index]!) >= 2)).toEqual([]);
      }),
    );
  });

  it('to the own months and quarters, exactly', () => {
    fc.assert(
      fc.property(anyYear, fc.oneof(anyFigures('months'), anyFigures('quarters')), (year, figures) => {
        const amounts = figures.kind === 'workdays' ? [] : figures.amounts;
        const laid = lay(year, sum(amounts), figures);
        const months = monthSums(laid);
        const periods =
          figures.kind === 'months' ? months : [0, 3, 6, 9].map((first) => sum(months.slice(first, first + 3)));
        expect(periods).toEqual(amounts);
        // Nothing on a holiday, nothing below nothing.
        const workdays = new Map(grids.get(year)!.map((span) => [span.start, span.workdays]));
        expect(laid.filter(({ start, amount }) => amount < 0 || (amount > 0 && workdays.get(start) === 0))).toEqual([]);
      }),
    );
  });

  it('is refused when the own figures do not add up', () => {
    const grid = grids.get(2026)!;
    const figures: PlanFigures = { kind: 'quarters', amounts: [1, 2, 3, 4] };
    const result = layPlan({ annual: 11, figures, grid, from: grid[0]!.start, kept: nothingKept });
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'plan.does_not_add_up', args: { field: 'figures.amounts', sum: 10, annual: 11 } },
    });
  });
});

describe('a plan revised', () => {
  const grid = grids.get(2026)!;
  const before = lay(2026, 1_200_000_000, { kind: 'workdays' });
  const from = firstSpanFrom(plainDate('2026-05-13'));
  const kept = new Map(before.filter(({ start }) => start < from).map(({ start, amount }) => [start, amount]));
  const keptSum = sum([...kept.values()]);
  const revise = (annual: number, figures: PlanFigures) => layPlan({ annual, figures, grid, from, kept });

  it('takes effect with the first span that begins then or later', () => {
    expect(from).toBe('2026-05-18');
    expect(firstSpanFrom(plainDate('2026-05-18'))).toBe('2026-05-18');
    expect(firstSpanFrom(plainDate('2026-05-19'))).toBe('2026-05-21');
  });

  it('keeps the spans before, and adds up with them', () => {
    const result = revise(1_500_000_001, { kind: 'workdays' });
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.value[0]!.start).toBe(from);
    expect(keptSum + sum(result.value.map(({ amount }) => amount))).toBe(1_500_000_001);
  });

  it('lays the rest of the quarter that runs onto what is left of it', () => {
    const quarter1 = sumWhere(before, (date) => date < '2026-04-01');
    const result = revise(quarter1 + 900_000_000, {
      kind: 'quarters',
      amounts: [quarter1, 400_000_000, 300_000_000, 200_000_000],
    });
    if (!result.ok) throw new Error(result.refusal.code);
    const keptOfQuarter2 = keptSum - quarter1;
    expect(sumWhere(result.value, (date) => date < '2026-07-01')).toBe(400_000_000 - keptOfQuarter2);
    expect(sumWhere(result.value, (date) => date >= '2026-10-01')).toBe(200_000_000);
  });

  it('is refused below what is kept, in the year or in one period, and where a period that is over would change', () => {
    const quarter1 = sumWhere(before, (date) => date < '2026-04-01');
    expect(revise(keptSum - 1, { kind: 'workdays' })).toMatchObject({
      refusal: { code: 'plan.below_kept', args: { field: 'annual', kept: keptSum } },
    });
    expect(revise(keptSum, { kind: 'workdays' })).toMatchObject({ ok: true });
    const low = keptSum - quarter1 - 1;
    expect(revise(quarter1 + low, { kind: 'quarters', amounts: [quarter1, low, 0, 0] })).toMatchObject({
      refusal: { code: 'plan.below_kept', args: { field: 'figures.amounts.1', kept: keptSum - quarter1 } },
    });
    expect(revise(2_000_000_000, { kind: 'quarters', amounts: [1, 1_999_999_999, 0, 0] })).toMatchObject({
      refusal: { code: 'plan.period_kept', args: { field: 'figures.amounts.0', kept: quarter1 } },
    });
  });

  it('adds up from any day of any year', () => {
    fc.assert(
      fc.property(anyYear, fc.integer({ min: 0, max: 360 }), anyAmount, anyAmount, (year, day, first, more) => {
        const all = grids.get(year)!;
        const old = lay(year, first, { kind: 'workdays' });
        const at = firstSpanFrom(addDays(plainDate(`${year}-01-01`), day));
        fc.pre(at < `${year + 1}`);
        const keeps = new Map(old.filter(({ start }) => start < at).map(({ start, amount }) => [start, amount]));
        const total = sum([...keeps.values()]) + more;
        const result = layPlan({ annual: total, figures: { kind: 'workdays' }, grid: all, from: at, kept: keeps });
        if (!result.ok) throw new Error(result.refusal.code);
        expect(sum(result.value.map(({ amount }) => amount))).toBe(more);
      }),
    );
  });
});

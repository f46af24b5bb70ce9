import { describe, expect, it } from '@jest/globals';
import { lastOfMonths, stepOf } from './curve-points.js';

describe('a curve', () => {
  it('by month says what stands at its end', () => {
    const points = ['2023-01-01', '2023-01-30', '2023-02-01', '2023-02-27', '2023-03-01'].map((start) => ({ start }));
    expect(lastOfMonths(points).map(({ start }) => start)).toEqual(['2023-01-30', '2023-02-27', '2023-03-01']);
    expect(lastOfMonths([])).toEqual([]);
  });

  it.each([
    [4.9, 1],
    [5, 1],
    [5.1, 2],
    [37, 10],
    [0.3, 0.1],
    [120_000_000, 50_000_000],
  ])('up to %d it is ruled by steps of %d', (most, step) => {
    expect(stepOf(most)).toBeCloseTo(step, 10);
  });
});

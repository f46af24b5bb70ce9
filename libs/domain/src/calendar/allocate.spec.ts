import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allocate } from './allocate.js';

const anyWeights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 });

describe('allocate', () => {
  it('gives what is left over to the largest remainders, the earlier first', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [3, 3, 1])).toEqual([4, 4, 2]);
    expect(allocate(7, [2, 3])).toEqual([3, 4]);
    expect(allocate(5, [0, 1, 0])).toEqual([0, 5, 0]);
    expect(allocate(0, [0, 0])).toEqual([0, 0]);
    expect(allocate(0, [])).toEqual([]);
  });

  it('is exact where the product is beyond 2^53', () => {
    const weights = [379_690_000_000, 1, 78_360_000_000];
    const shares = allocate(379_690_000_001, weights);
    expect(shares.reduce((so, share) => so + share, 0)).toBe(379_690_000_001);
    expect(shares).toEqual([314_735_282_393, 1, 64_954_717_607]);
  });

  it('refuses what cannot be shared', () => {
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
    expect(() => allocate(1, [])).toThrow(RangeError);
    expect(() => allocate(-1, [1])).toThrow(RangeError);
    expect(() => allocate(1, [-1, 2])).toThrow(RangeError);
    expect(() => allocate(1.5, [1])).toThrow(RangeError);
    expect(() => allocate(1, [Number.NaN])).toThrow(RangeError);
  });

  it('adds up, and stays within one of the exact share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), anyWeights, (total, weights) => {
        const sum = weights.reduce((so, weight) => so + weight, 0);
        fc.pre(sum > 0);
        const shares = allocate(total, weights);
        expect(shares.reduce((so, share) => so + share, 0)).toBe(total);
        shares.forEach((share, index) => {
          const exact = (total * (weights[index] ?? 0)) / sum;
          expect(Math.abs(share - exact)).toBeLessThan(1);
          if (weights[index] === 0) expect(share).toBe(0);
        });
      }),
    );
  });
});

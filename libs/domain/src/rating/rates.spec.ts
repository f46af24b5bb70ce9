import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ratesOf, type RatingCounts } from './rates.js';

const anyCounts: fc.Arbitrary<RatingCounts> = fc
  .tuple(fc.nat(5000), fc.nat(5000), fc.nat(5000), fc.nat(5000), fc.nat(5000), fc.nat(300), fc.nat(300), fc.nat(300))
  .map(([met, late, more, resolved, lapsed, satisfied, basically, unsatisfied]) => ({
    asked: met + late + more + resolved + lapsed,
    responseDue: met + late,
    answeredInTime: met,
    resolutionDue: resolved + lapsed,
    resolvedInTime: resolved,
    satisfied,
    basically,
    unsatisfied,
  }));

const none: RatingCounts = {
  asked: 0,
  responseDue: 0,
  answeredInTime: 0,
  resolutionDue: 0,
  resolvedInTime: 0,
  satisfied: 0,
  basically: 0,
  unsatisfied: 0,
};

describe('the three rates', () => {
  it('are shares of what there is to judge, in thousandths', () => {
    const rates = ratesOf({
      ...none,
      asked: 7,
      responseDue: 6,
      answeredInTime: 5,
      resolutionDue: 4,
      resolvedInTime: 1,
      satisfied: 1,
      basically: 1,
      unsatisfied: 1,
    });
    expect(rates).toEqual({
      response: { met: 5, of: 6, share: 0.833 },
      resolution: { met: 1, of: 4, share: 0.25 },
      satisfaction: { met: 2, of: 3, share: 0.667 },
    });
  });

  it('are nothing where nothing was asked: neither all nor none', () => {
    for (const { share, of } of Object.values(ratesOf(none))) expect([share, of]).toEqual([null, 0]);
  });

  it('say all only of all, and none only of none', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        for (const { met, of, share } of Object.values(ratesOf(counts))) {
          expect(share === null).toBe(of === 0);
          if (share === null) continue;
          expect(share === 1).toBe(met === of);
          expect(share === 0).toBe(met === 0);
          expect(Math.abs(share - met / of)).toBeLessThanOrEqual(0.001);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('of two months together lie between those of each', () => {
    fc.assert(
      fc.property(anyCounts, anyCounts, (a, b) => {
        const both = Object.fromEntries(
          (Object.keys(a) as (keyof RatingCounts)[]).map((key) => [key, a[key] + b[key]]),
        ) as unknown as RatingCounts;
        for (const name of ['response', 'resolution', 'satisfaction'] as const) {
          const shares = [ratesOf(a)[name].share, ratesOf(b)[name].share].filter((share) => share !== null);
          const together = ratesOf(both)[name].share;
          if (shares.length === 0) expect(together).toBeNull();
          else {
            expect(together).toBeGreaterThanOrEqual(Math.min(...shares) - 0.001);
            expect(together).toBeLessThanOrEqual(Math.max(...shares) + 0.001);
          }
        }
      }),
    );
  });

  it('rise with what is done in time and with nothing else', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        fc.pre(counts.answeredInTime < counts.responseDue && counts.unsatisfied > 0);
        const better = ratesOf({ ...counts, answeredInTime: counts.answeredInTime + 1, asked: counts.asked + 9 });
        expect(better.response.share!).toBeGreaterThanOrEqual(ratesOf(counts).response.share!);
        expect(better.satisfaction).toEqual(ratesOf(counts).satisfaction);
        const milder = ratesOf({ ...counts, basically: counts.basically + counts.unsatisfied, unsatisfied: 0 });
        expect(milder.satisfaction.share).toBe(1);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantAt, plainDate } from '../calendar/index.js';
import { eightyAndSixty, lightOf, tenAndThirtyPoints, validateLightPolicy, type Band, type BandEdge } from './index.js';

const facts = (actual: number, planToDate: number) => ({ actual, planToDate, missingReport: null });
const edge = (percent: number, included: boolean): BandEdge => ({ percent, included });
const refusalOf = (bands: readonly Band[]) => {
  const result = validateLightPolicy({ bands });
  return result.ok ? null : result.refusal;
};

describe('the two known policies', () => {
  it.each([
    [800, 'green'],
    [799, 'yellow'],
    [600, 'yellow'],
    [599, 'red'],
    [0, 'red'],
    [-5, 'red'],
    [1200, 'green'],
  ])('below 80 and 60: %d of 1000 is %s', (actual, light) => {
    expect(lightOf(eightyAndSixty, facts(actual, 1000)).light).toBe(light);
  });

  it.each([
    [901, 'green'],
    [900, 'yellow'],
    [700, 'yellow'],
    [699, 'red'],
  ])('10 and 30 points: %d of 1000 is %s', (actual, light) => {
    expect(lightOf(tenAndThirtyPoints, facts(actual, 1000)).light).toBe(light);
  });

  it('pass the check', () => {
    expect([validateLightPolicy(eightyAndSixty).ok, validateLightPolicy(tenAndThirtyPoints).ok]).toEqual([true, true]);
  });
});

describe('why a light shows what it shows', () => {
  it('tells the figures and the band, and does not round a light away', () => {
    expect(lightOf(eightyAndSixty, facts(79_999, 100_000))).toEqual({
      light: 'yellow',
      percent: 79.9,
      gap: 20_001,
      why: {
        code: 'light.behind',
        args: { actual: 79_999, planToDate: 100_000, percent: 79.9, gap: 20_001, from: 60, to: 80 },
      },
    });
    expect(lightOf(eightyAndSixty, facts(85, 100)).why.code).toBe('light.within_tolerance');
    expect(lightOf(eightyAndSixty, facts(100, 100)).why.code).toBe('light.on_plan');
  });

  it('is exact beyond what a double can hold', () => {
    const plan = 9_007_199_254_740_990;
    const eighty = (plan / 10) * 8;
    expect(lightOf(eightyAndSixty, facts(eighty, plan)).light).toBe('green');
    expect(lightOf(eightyAndSixty, facts(eighty - 1, plan)).light).toBe('yellow');
  });

  it('is grey for want of a report, however good the figures', () => {
    const missingReport = { weekStart: plainDate('2026-03-16'), dueAt: instantAt(plainDate('2026-03-20'), '18:00') };
    for (const planToDate of [0, 100])
      expect(lightOf(eightyAndSixty, { actual: 500, planToDate, missingReport })).toMatchObject({
        light: 'grey',
        why: {
          code: 'light.report_missing',
          args: { weekStart: '2026-03-16', dueAt: '2026-03-20T18:00:00+08:00' },
        },
      });
  });

  it('is green while nothing is due yet', () => {
    expect(lightOf(eightyAndSixty, facts(0, 0))).toEqual({
      light: 'green',
      percent: null,
      gap: 0,
      why: { code: 'light.nothing_due_yet', args: { actual: 0 } },
    });
  });
});

describe('a policy is refused', () => {
  const [red, yellow, green] = eightyAndSixty.bands as [Band, Band, Band];

  it('with its hole named', () => {
    expect(refusalOf([red, green])).toEqual({
      code: 'light.hole',
      args: { field: 'bands', interval: '[60, 80)', from: 60, to: 80 },
    });
    expect(refusalOf([yellow, green])!.args).toMatchObject({ interval: '(−∞, 60)', from: null, to: 60 });
    expect(refusalOf([red, yellow])!.args).toMatchObject({ interval: '[80, ∞)', from: 80, to: null });
  });

  it('for a hole of a single point', () => {
    expect(refusalOf([red, yellow, { ...green, from: edge(80, false) }])).toEqual({
      code: 'light.hole',
      args: { field: 'bands', interval: '[80, 80]', from: 80, to: 80 },
    });
  });

  it('with its overlap named, a single point too', () => {
    expect(refusalOf([red, yellow, { ...green, from: edge(75.5, true) }])).toEqual({
      code: 'light.overlap',
      args: { field: 'bands.2', interval: '[75.5, 80)', from: 75.5, to: 80 },
    });
    expect(refusalOf([red, { ...yellow, to: edge(80, true) }, green])!.args).toMatchObject({ interval: '[80, 80]' });
    // One band inside another: the stretch is the inner one's.
    expect(refusalOf([{ light: 'green', from: null, to: null }, yellow])!.args).toMatchObject({ interval: '[60, 80)' });
  });

  it('for bands of nothing and edges that are none', () => {
    expect(refusalOf([])!.code).toBe('light.no_bands');
    expect(refusalOf([{ light: 'red', from: edge(60, true), to: edge(60, false) }])!.code).toBe('light.empty_band');
    expect(refusalOf([{ light: 'red', from: edge(60, true), to: edge(50, false) }])!.code).toBe('light.empty_band');
    for (const percent of [Number.NaN, Number.POSITIVE_INFINITY, 60.001, 10_001])
      expect(refusalOf([{ light: 'red', from: null, to: edge(percent, true) }])).toEqual({
        code: 'light.bad_edge',
        args: { field: 'bands.0.to' },
      });
  });
});

/** Bands cut at some edges: they cover everything exactly once, until one is taken away or one stretched. */
const cuts = fc.uniqueArray(fc.tuple(fc.integer({ min: -300, max: 300 }), fc.boolean()), {
  minLength: 1,
  maxLength: 6,
  selector: ([percent]) => percent,
});
const bandsOf = (edges: readonly [number, boolean][]): Band[] => {
  const ordered = edges.toSorted(([a], [b]) => a - b);
  return [...ordered, null].map((to, index) => {
    const from = index === 0 ? null : ordered[index - 1]!;
    return {
      light: (['red', 'yellow', 'green'] as const)[index % 3]!,
      from: from === null ? null : edge(from[0], !from[1]),
      to: to === null ? null : edge(to[0], to[1]),
    };
  });
};
const ratios = fc.tuple(fc.integer({ min: -4_000, max: 4_000 }), fc.integer({ min: 1, max: 1_000 }));

describe('any policy', () => {
  it('that passes the check shows exactly one light for every ratio', () => {
    fc.assert(
      fc.property(cuts, ratios, fc.boolean(), (edges, [actual, planToDate], shuffled) => {
        const bands = shuffled ? bandsOf(edges).toReversed() : bandsOf(edges);
        expect(validateLightPolicy({ bands }).ok).toBe(true);
        const ofEach = bands.filter((band) => {
          try {
            return lightOf({ bands: [band] }, facts(actual, planToDate)).light === band.light;
          } catch {
            return false;
          }
        });
        expect(ofEach).toHaveLength(1);
      }),
    );
  });

  it('with a band taken out has a hole there, and the hole is where no light shows', () => {
    fc.assert(
      fc.property(cuts, fc.nat(), (edges, n) => {
        const bands = bandsOf(edges);
        const gone = bands[n % bands.length]!;
        const left = bands.filter((band) => band !== gone);
        const refusal = refusalOf(left)!;
        expect(refusal.code).toBe('light.hole');
        expect([refusal.args['from'], refusal.args['to']]).toEqual([
          gone.from?.percent ?? null,
          gone.to?.percent ?? null,
        ]);
        const inside = gone.from?.percent ?? gone.to!.percent - 1;
        const at = gone.from && !gone.from.included ? inside + 0.01 : inside;
        expect(() => lightOf({ bands: left }, facts(Math.round(at * 100), 10_000))).toThrow(RangeError);
      }),
    );
  });

  it('with a band put in twice overlaps', () => {
    fc.assert(
      fc.property(cuts, fc.nat(), (edges, n) => {
        const bands = bandsOf(edges);
        expect(refusalOf([...bands, bands[n % bands.length]!])!.code).toBe('light.overlap');
      }),
    );
  });
});

import { ok, refuse, type Result } from '../refusal.js';

/** What a reported project can show. Grey is no band: it says that there is no report to judge by. */
export const bandLights = ['red', 'yellow', 'green'] as const;
export type BandLight = (typeof bandLights)[number];
export type Light = BandLight | 'grey';

/**
 * An edge of a band, in per cent of the plan to date (序时), at most two decimals. `included`: a ratio that is exactly
 * this belongs to the band.
 */
export interface BandEdge {
  readonly percent: number;
  readonly included: boolean;
}

/** Ratios from `from` to `to` show `light`. An edge that is null is open: however low, however high. */
export interface Band {
  readonly light: BandLight;
  readonly from: BandEdge | null;
  readonly to: BandEdge | null;
}

/** A version never changes; what shows a light says under which version. */
export interface LightPolicy {
  readonly bands: readonly Band[];
}

/** Below 80 % of the plan to date yellow, below 60 % red. */
export const eightyAndSixty: LightPolicy = {
  bands: [
    { light: 'red', from: null, to: { percent: 60, included: false } },
    { light: 'yellow', from: { percent: 60, included: true }, to: { percent: 80, included: false } },
    { light: 'green', from: { percent: 80, included: true }, to: null },
  ],
};

/** Yellow from 10 points below the plan to date, red beyond 30. */
export const tenAndThirtyPoints: LightPolicy = {
  bands: [
    { light: 'red', from: null, to: { percent: 70, included: false } },
    { light: 'yellow', from: { percent: 70, included: true }, to: { percent: 90, included: true } },
    { light: 'green', from: { percent: 90, included: false }, to: null },
  ],
};

export const defaultLightPolicy = eightyAndSixty;

const mostBands = 12;
const largestPercent = 10_000;

/**
 * Whether the bands cover every ratio exactly once. Refusals: `light.no_bands`, `light.too_many_bands`,
 * `light.bad_edge`, `light.empty_band`, and, with the stretch named as `interval` (`[60, 80)`, in per cent),
 * `light.hole` and `light.overlap`.
 *
 * @example bands of [.., 60) and [80, ..) → `light.hole` with `{ interval: '[60, 80)', from: 60, to: 80 }`
 */
export function validateLightPolicy(policy: LightPolicy): Result<LightPolicy> {
  const { bands } = policy;
  if (bands.length === 0) return refuse('light.no_bands', { field: 'bands' });
  if (bands.length > mostBands) return refuse('light.too_many_bands', { field: 'bands', most: mostBands });
  for (const [index, band] of bands.entries()) {
    for (const side of ['from', 'to'] as const)
      if (!isEdge(band[side])) return refuse('light.bad_edge', { field: `bands.${index}.${side}` });
    if (startOf(band) >= endOf(band)) return refuse('light.empty_band', { field: `bands.${index}` });
  }
  // Walk up the line: `covered` is where the bands so far end.
  let covered = Number.NEGATIVE_INFINITY;
  for (const { band, index } of sorted(bands)) {
    if (startOf(band) > covered) return uncovered(covered, startOf(band));
    if (startOf(band) < covered) {
      const stretch = intervalOf(startOf(band), Math.min(covered, endOf(band)));
      return refuse('light.overlap', { field: `bands.${index}`, ...stretch });
    }
    covered = endOf(band);
  }
  return covered === Number.POSITIVE_INFINITY ? ok(policy) : uncovered(covered, Number.POSITIVE_INFINITY);
}

function uncovered(from: number, to: number) {
  return refuse('light.hole', { field: 'bands', ...intervalOf(from, to) });
}

function sorted(bands: readonly Band[]) {
  return bands.map((band, index) => ({ band, index })).sort((a, b) => startOf(a.band) - startOf(b.band));
}

function isEdge(edge: BandEdge | null): boolean {
  if (edge === null) return true;
  const hundredths = edge.percent * 100;
  return Math.abs(edge.percent) <= largestPercent && Math.abs(hundredths - Math.round(hundredths)) < 1e-6;
}

/**
 * Edges as cuts on one line of whole numbers: each hundredth of a per cent is two cuts, one just below it and one just
 * above it. A band is then [start, end) on that line, and a hole as small as a single point is still a hole.
 */
function startOf({ from }: Band): number {
  return from === null ? Number.NEGATIVE_INFINITY : 2 * hundredthsOf(from) + (from.included ? 0 : 1);
}

function endOf({ to }: Band): number {
  return to === null ? Number.POSITIVE_INFINITY : 2 * hundredthsOf(to) + (to.included ? 1 : 0);
}

export const hundredthsOf = (edge: BandEdge): number => Math.round(edge.percent * 100);

/** A stretch between two cuts, in words that a screen can show as they are. */
function intervalOf(from: number, to: number) {
  const [low, high] = [percentOf(from), percentOf(to)];
  const opens = from === Number.NEGATIVE_INFINITY || from % 2 !== 0 ? '(' : '[';
  const closes = to === Number.POSITIVE_INFINITY || to % 2 === 0 ? ')' : ']';
  return { interval: `${opens}${low ?? '−∞'}, ${high ?? '∞'}${closes}`, from: low, to: high };
}

const percentOf = (cut: number): number | null => (Number.isFinite(cut) ? Math.floor(cut / 2) / 100 : null);

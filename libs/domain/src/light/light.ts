import { formatInstant, type Instant, type PlainDate } from '../calendar/index.js';
import { hundredthsOf, type Band, type BandLight, type Light, type LightPolicy } from './policy.js';

/** What a light is judged by. Money in whole yuan; `actual` may be negative after a correction. */
export interface LightFacts {
  /** 序时: what the plan asks for up to the day. Never negative. */
  readonly planToDate: number;
  readonly actual: number;
  /** The oldest report whose due moment has passed without it; null when every report that was due is in. */
  readonly missingReport: { readonly weekStart: PlainDate; readonly dueAt: Instant } | null;
}

/** Why a light shows what it shows: a stable code, and what fills the wording, which belongs to the screens. */
export type LightReason =
  | { readonly code: 'light.report_missing'; readonly args: { readonly weekStart: PlainDate; readonly dueAt: string } }
  | { readonly code: 'light.nothing_due_yet'; readonly args: { readonly actual: number } }
  | {
      readonly code: 'light.behind' | 'light.within_tolerance' | 'light.on_plan';
      readonly args: {
        readonly actual: number;
        readonly planToDate: number;
        /** Of the plan to date, cut off (not rounded) to one decimal: 79.99 does not read 80. */
        readonly percent: number;
        /** Whole yuan short of the plan to date; negative when ahead. */
        readonly gap: number;
        /** The band's edges in per cent; null is open. */
        readonly from: number | null;
        readonly to: number | null;
      };
    };

export interface LightShown {
  readonly light: Light;
  /** Actual / plan to date in per cent, cut off to one decimal; null when nothing is due yet. */
  readonly percent: number | null;
  readonly gap: number;
  readonly why: LightReason;
}

/**
 * The light of a project, and why. A missing report is grey whatever the figures say: what is not known is never green.
 * Nothing due yet is green. Exact at the edges: the ratio is never rounded before it is judged. Expects a policy that
 * `validateLightPolicy` let pass; throws a RangeError where it has a hole.
 */
export function lightOf(policy: LightPolicy, facts: LightFacts): LightShown {
  const { planToDate, actual, missingReport } = facts;
  const percent = planToDate === 0 ? null : percentOf(actual, planToDate);
  const gap = planToDate - actual;
  if (missingReport !== null) {
    const args = { weekStart: missingReport.weekStart, dueAt: formatInstant(missingReport.dueAt) };
    return { light: 'grey', percent, gap, why: { code: 'light.report_missing', args } };
  }
  if (percent === null)
    return { light: 'green', percent, gap, why: { code: 'light.nothing_due_yet', args: { actual } } };
  const band = policy.bands.find((each) => holds(each, actual, planToDate));
  if (!band) throw new RangeError(`The light policy has a hole at ${percent} %.`);
  const args = { actual, planToDate, percent, gap, from: band.from?.percent ?? null, to: band.to?.percent ?? null };
  return { light: band.light, percent, gap, why: { code: codeOf(band.light, gap), args } };
}

function codeOf(light: BandLight, gap: number) {
  if (light !== 'green') return 'light.behind';
  return gap > 0 ? 'light.within_tolerance' : 'light.on_plan';
}

/** `actual / planToDate` against an edge, by whole numbers beyond 2^53: no rounding decides a light. */
function holds({ from, to }: Band, actual: number, planToDate: number): boolean {
  const ratio = BigInt(actual) * 10_000n;
  const at = (hundredths: number) => BigInt(hundredths) * BigInt(planToDate);
  const aboveFrom = from === null || (from.included ? ratio >= at(hundredthsOf(from)) : ratio > at(hundredthsOf(from)));
  const belowTo = to === null || (to.included ? ratio <= at(hundredthsOf(to)) : ratio < at(hundredthsOf(to)));
  return aboveFrom && belowTo;
}

/** Per cent with one decimal, cut off towards −∞. */
function percentOf(actual: number, planToDate: number): number {
  const [thousandths, by] = [BigInt(actual) * 1_000n, BigInt(planToDate)];
  const cut = thousandths / by - (thousandths % by < 0n ? 1n : 0n);
  return Number(cut) / 10;
}

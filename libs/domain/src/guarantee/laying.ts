import { allocate } from '../calendar/index.js';
import type { PlainDate } from '../calendar/index.js';
import { ok, refuse, type Result } from '../refusal.js';
import { layOnSpans, type GridSpan } from './year-grid.js';

/** How a year's plan is laid: by workdays alone, or by the project's own quarters or months. Whole yuan. */
export type PlanFigures =
  | { readonly kind: 'workdays' }
  | { readonly kind: 'quarters'; readonly amounts: readonly number[] }
  | { readonly kind: 'months'; readonly amounts: readonly number[] };

export interface PlanToLay {
  /** Whole yuan, what is kept included. */
  readonly annual: number;
  readonly figures: PlanFigures;
  /** All spans of the year, from `yearGrid`. */
  readonly grid: readonly GridSpan[];
  /** First day of the first span that is laid anew; those before it keep what they have. */
  readonly from: PlainDate;
  /** Whole yuan on the spans before `from`, by their first day. */
  readonly kept: ReadonlyMap<PlainDate, number>;
}

export interface SpanAmount {
  readonly start: PlainDate;
  readonly amount: number;
}

/**
 * Lays a year's plan onto the spans from `from` on: year → (quarters →) months → spans, by workdays and largest remainder
 * at every step, so that each level adds up to the yuan together with what is kept.
 *
 * Own quarters or months are those of the whole year and add up to `annual`. One that is over keeps its amount; one that
 * runs is laid, less what is kept of it, onto the spans it has left.
 *
 * Refusals, naming the field: `plan.below_kept` (`kept`: less than the spans before `from` hold), `plan.does_not_add_up`
 * (`sum`), `plan.period_kept` (`kept`: a quarter or month that is over has another amount).
 */
export function layPlan({ annual, figures, grid, from, kept }: PlanToLay): Result<SpanAmount[]> {
  const open = grid.filter(({ start }) => start >= from);
  const keptIn = (spans: readonly GridSpan[]) => sumOf(spans.map(({ start }) => (start < from ? kept.get(start) : 0)));
  if (figures.kind === 'workdays') {
    const left = annual - keptIn(grid);
    if (left < 0) return refuse('plan.below_kept', { field: 'annual', kept: keptIn(grid) });
    if (open.length === 0 && left > 0) return refuse('plan.period_kept', { field: 'annual', kept: keptIn(grid) });
    return ok(layByMonths(left, open));
  }
  const sum = sumOf(figures.amounts);
  if (sum !== annual) return refuse('plan.does_not_add_up', { field: 'figures.amounts', sum, annual });
  const laid: SpanAmount[] = [];
  for (const [index, amount] of figures.amounts.entries()) {
    const within = grid.filter((span) => (figures.kind === 'months' ? span.month : span.quarter) === index + 1);
    const left = amount - keptIn(within);
    const ahead = within.filter(({ start }) => start >= from);
    const field = `figures.amounts.${index}`;
    if (ahead.length === 0 && left !== 0) return refuse('plan.period_kept', { field, kept: keptIn(within) });
    if (left < 0) return refuse('plan.below_kept', { field, kept: keptIn(within) });
    laid.push(...layByMonths(left, ahead));
  }
  return ok(laid);
}

/** Onto the months that the spans lie in, by the workdays they have left there, then onto the spans of each. */
function layByMonths(amount: number, spans: readonly GridSpan[]): SpanAmount[] {
  const months = [...new Set(spans.map(({ month }) => month))].map((month) =>
    spans.filter((span) => span.month === month),
  );
  const weigh = (of: 'workdays' | 'days') => months.map((own) => sumOf(own.map((span) => span[of])));
  const weights = weigh('workdays').some((weight) => weight > 0) ? weigh('workdays') : weigh('days');
  return allocate(amount, weights).flatMap((share, index) => {
    const own = months[index]!;
    return layOnSpans(share, own).map((part, at) => ({ start: own[at]!.start, amount: part }));
  });
}

const sumOf = (amounts: readonly (number | undefined)[]): number =>
  amounts.reduce<number>((so, amount) => so + (amount ?? 0), 0);

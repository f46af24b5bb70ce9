import type { Period, PlainDate } from '../calendar/index.js';
import { enclosing } from './closing-day.js';
import { colours, type Colour } from './policy.js';

/** A card that is neither struck off nor run out. */
export interface OpenCard {
  readonly cardId: string;
  readonly colour: Colour;
  /** The first day on which it has run out; null never. */
  readonly runsOutOn: PlainDate | null;
}

/** What the closing of a period does to a matter's card. */
export type CardDecision =
  | { readonly does: 'nothing' }
  | { readonly does: 'issue'; readonly colour: Colour; readonly follows: string | null }
  | { readonly does: 'strikeOff'; readonly cardId: string };

/**
 * How a matter left a closed period: it kept its plan, fell short so little that the policy tolerates it, or fell short.
 */
export type Outcome = 'kept' | 'tolerated' | 'short';

/**
 * One matter, one card: blue, then yellow, then red, each after the one before has run out.
 * - no card is open: the period's own colour, when it closed short
 * - the open one runs out with this period: the period kept its plan, so what was missing is made up and it is struck off;
 *   it fell short, and the next colour follows, no higher than the period's own; or that is tolerated, and it stays until
 *   it is made up
 * - the open one still runs: nothing, whatever happened in between
 */
export function decideCard(
  open: OpenCard | undefined,
  closing: { readonly end: PlainDate; readonly colour: Colour | null; readonly outcome: Outcome },
): CardDecision {
  const { end, colour, outcome } = closing;
  const due = outcome === 'short' ? colour : null;
  if (!open) return due === null ? { does: 'nothing' } : { does: 'issue', colour: due, follows: null };
  if (open.runsOutOn === null || open.runsOutOn > end) return { does: 'nothing' };
  if (outcome === 'kept') return { does: 'strikeOff', cardId: open.cardId };
  if (due === null) return { does: 'nothing' };
  const next = Math.min(colours.indexOf(open.colour) + 1, colours.indexOf(due));
  if (next <= colours.indexOf(open.colour)) return { does: 'nothing' };
  return { does: 'issue', colour: colours[next]!, follows: open.cardId };
}

/**
 * A card's term: it is made up when what was done since `countsFrom` reaches what was planned since, and runs out with the
 * period that encloses the one it was issued for. A year's card has no end.
 *
 * @example for February 2023 → counts from 02-01, runs out on 04-01; for the first quarter → from 01-01, until 2024-01-01
 */
export function cardTerm(period: Period): { readonly countsFrom: PlainDate; readonly runsOutOn: PlainDate | null } {
  return { countsFrom: period.start, runsOutOn: enclosing(period)?.end ?? null };
}

import type { Instant, WorkCalendar } from '../calendar/index.js';
import type { EntryArgs, NoticeIntent, TimelineEntry, TimelineEntryType } from './decision.js';
import type { Ladder, ProblemState } from './types.js';

/** What a rule needs to know beside the problem and the event. */
export interface Setting {
  readonly ladder: Ladder;
  readonly calendar: WorkCalendar;
  readonly now: Instant;
}

/** What a rule answers; `decide` makes the Decision of it (version, timers, agenda). */
export interface Outcome {
  readonly problem: ProblemState;
  readonly entries: readonly TimelineEntry[];
  readonly notices: readonly NoticeIntent[];
}

/** An event that came too late to matter. */
export const stale = 'stale';
export type Stale = typeof stale;

/** An entry on the rung the given problem stands on; hand in the state before a move. */
export function entry(
  type: TimelineEntryType,
  problem: ProblemState,
  at: Instant,
  by: string | null,
  args: EntryArgs = {},
): TimelineEntry {
  return { type, at, by, rung: problem.rung, args };
}

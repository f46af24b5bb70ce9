import { addDays, daysBetween, type PlainDate } from '../calendar/plain-date.js';
import { ok, refuse } from '../refusal.js';
import type { Result } from '../refusal.js';

/** Days on which somebody is away, whole days `[from, until)`, and who stands in for them. */
export interface Leave {
  readonly personId: string;
  readonly deputyId: string | null;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** A leave is at most this long; longer ones are a change of post. */
export const LONGEST_LEAVE_DAYS = 184;
/** A leave of the last days may still be entered: people fall ill before they write it down. */
export const LEAVE_ENTERED_LATE_DAYS = 7;

const covers = (leave: Leave, day: PlainDate): boolean => leave.from <= day && day < leave.until;

export function isAway(leaves: readonly Leave[], personId: string, day: PlainDate): boolean {
  return leaves.some((leave) => leave.personId === personId && covers(leave, day));
}

/**
 * Who stands in for a person on a day; null when the person is there, or nobody does. One step only: a deputy who is away
 * as well does not count, so no duty is handed on twice and two who name each other are each left to themselves.
 */
export function deputyOn(leaves: readonly Leave[], personId: string, day: PlainDate): string | null {
  const leave = leaves.find((each) => each.personId === personId && covers(each, day));
  if (leave === undefined || leave.deputyId === null || isAway(leaves, leave.deputyId, day)) return null;
  return leave.deputyId;
}

/** For whom a person stands in on a day. The same rule seen from the other side. */
export function stoodInFor(leaves: readonly Leave[], deputyId: string, day: PlainDate): string[] {
  const absent = new Set(leaves.filter((leave) => covers(leave, day)).map(({ personId }) => personId));
  return [...absent].filter((personId) => deputyOn(leaves, personId, day) === deputyId);
}

/** Whether two stretches of days share one. */
export function overlap(a: Pick<Leave, 'from' | 'until'>, b: Pick<Leave, 'from' | 'until'>): boolean {
  return a.from < b.until && b.from < a.until;
}

/**
 * Whether a leave can be entered beside the others of the district. Refusals, each with its field: `leave.ends_before_it_starts`,
 * `leave.too_far_back`, `leave.too_many_days`, `leave.own_deputy`, `leave.overlaps`, `leave.deputy_away` (the deputy is away
 * on one of the days).
 */
export function validateLeave(leave: Leave, others: readonly Leave[], today: PlainDate): Result<Leave> {
  const { personId, deputyId, from, until } = leave;
  if (until <= from) return refuse('leave.ends_before_it_starts', { field: 'until' });
  if (from < addDays(today, -LEAVE_ENTERED_LATE_DAYS) || until <= today)
    return refuse('leave.too_far_back', { field: 'from', days: LEAVE_ENTERED_LATE_DAYS });
  if (daysBetween(from, until) > LONGEST_LEAVE_DAYS)
    return refuse('leave.too_many_days', { field: 'until', most: LONGEST_LEAVE_DAYS });
  if (deputyId === personId) return refuse('leave.own_deputy', { field: 'deputyId' });
  if (others.some((other) => other.personId === personId && overlap(other, leave)))
    return refuse('leave.overlaps', { field: 'from' });
  if (deputyId !== null && others.some((other) => other.personId === deputyId && overlap(other, leave)))
    return refuse('leave.deputy_away', { field: 'deputyId' });
  return ok(leave);
}

import { addDays, dateOf, daysBetween, workdaysBetween } from '../calendar/index.js';
import type { PlainDate, WorkCalendar } from '../calendar/index.js';
import type { Judged, MilestoneMove } from './types.js';

/** So many workdays before its date a milestone that is not reached is at risk, and its people are reminded. */
export const MILESTONE_WARNING_WORKDAYS = 5;

/**
 * The day that is promised now. A move made up to and on the promised day makes another promise; one made later excuses
 * nothing.
 *
 * Committed for 20 March, moved on the 18th to the 31st: the 31st. Moved on the 21st: still the 20th.
 */
export function promisedOn(committed: PlainDate, moves: readonly MilestoneMove[]): PlainDate {
  return [...moves]
    .sort((a, b) => a.at - b.at)
    .reduce((promised, { at, to }) => (dateOf(at) <= promised ? to : promised), committed);
}

/** Whether a milestone promised for a day is reached in time, may still be, or is late. */
export function judgeMilestone(
  calendar: WorkCalendar,
  milestone: { readonly promised: PlainDate; readonly reachedOn: PlainDate | null },
  today: PlainDate,
): Judged {
  const { promised, reachedOn } = milestone;
  if (reachedOn !== null) {
    const days = daysBetween(promised, reachedOn);
    return days <= 0
      ? { standing: 'kept', reason: { code: 'milestoneReached', args: { on: reachedOn, promised } } }
      : { standing: 'broken', reason: { code: 'milestoneReachedLate', args: { on: reachedOn, promised, days } } };
  }
  if (today > promised)
    return {
      standing: 'broken',
      reason: { code: 'milestoneOverdue', args: { promised, days: daysBetween(promised, today) } },
    };
  const workdays = workdaysLeft(calendar, today, promised);
  return workdays <= MILESTONE_WARNING_WORKDAYS
    ? { standing: 'atRisk', reason: { code: 'milestoneDueSoon', args: { promised, workdays } } }
    : { standing: 'kept', reason: { code: 'milestoneAhead', args: { promised, workdays } } };
}

/** Workdays after today up to and with the day: how far off it is. */
export function workdaysLeft(calendar: WorkCalendar, today: PlainDate, day: PlainDate): number {
  return workdaysBetween(calendar, addDays(today, 1), addDays(day, 1));
}

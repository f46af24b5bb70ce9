import type { MovedDate } from '#features/decision/index.js';
import type { MovedMeeting } from '#features/meeting/index.js';
import type { MovedClock } from '#features/problem/index.js';

/** What moved, as its coordinator is told. */
export function clockView({ problemId: id, number, title, clock, from, to }: MovedClock) {
  return { id, number, title, clock, from, to };
}

export function dateView({ decisionId: id, number, title, from, to }: MovedDate) {
  return { id, number, title, from, to };
}

export function meetingView({ meetingId: id, series, seriesEn, from, to, mergedInto }: MovedMeeting) {
  return { id, series, seriesEn, from, to, mergedInto };
}

/** Alarms that were set for another moment, and those that came or went. */
export function movedAlarms(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  const gone = [...before.keys()].filter((id) => !after.has(id)).length;
  return gone + [...after].filter(([id, dueAt]) => before.get(id) !== dueAt).length;
}

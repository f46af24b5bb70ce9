import type { Actor } from '#domain/access/index.js';
import { addDays, dateOf, type Instant, type WorkCalendar } from '#domain/calendar/index.js';
import { decide, type Ladder, type ProblemCommand, type ProblemState, type RungNumber } from '#domain/ladder/index.js';
import { actionOf, mayReach } from './problem.access.js';

const ANYTHING = '-';
/** Stands for an id that a real act would bring. */
const ANY_ID = '00000000-0000-7000-8000-000000000000';

/**
 * What this person may do with the problem now, found by trying each act on the ladder with the least it needs. Nothing
 * is written: `decide` is pure. A real act may still be refused for what it says (a pause that overlaps, say).
 */
export function allowedActs(
  problem: ProblemState,
  by: Actor,
  ladder: Ladder,
  calendar: WorkCalendar,
  now: Instant,
): ProblemCommand['type'][] {
  const possible = attempts(problem, by, now).filter(
    (attempt) => mayReach(by, actionOf[attempt.type], problem) && decide(problem, attempt, ladder, calendar, now).ok,
  );
  return [...new Set(possible.map(({ type }) => type))];
}

function attempts(problem: ProblemState, by: Actor, now: Instant): ProblemCommand[] {
  const reason = ANYTHING;
  const today = dateOf(now);
  const free = problem.pauses.reduce((day, { until }) => (until > day ? until : day), today);
  const tries: ProblemCommand[] = [
    { type: 'accept', by },
    { type: 'answer', by, text: ANYTHING },
    { type: 'whistleSign', by },
    { type: 'whistleContact', by },
    { type: 'signUp', by, reason },
    { type: 'sendDown', by, toRung: Math.max(1, problem.rung - 1) as RungNumber, reason },
    { type: 'requestPause', by, pauseId: ANY_ID, from: free, until: addDays(free, 1), reason },
    { type: 'requestExtension', by, extensionId: ANY_ID, workdays: 1, reason },
    { type: 'claimDone', by, evidence: ANYTHING },
    { type: 'verify', by, passed: true, finding: ANYTHING, pauseId: ANY_ID },
    { type: 'reopen', by, reason, pauseId: ANY_ID },
    { type: 'withdraw', by, reason },
    { type: 'merge', by, intoId: ANY_ID, intoStatus: 'open', intoProjectId: problem.projectId, reason },
    { type: 'assignDepartment', by, lead: problem.leadDepartmentId ?? ANY_ID, assisting: [] },
  ];
  for (const { id, state } of problem.pauses) {
    if (state === 'requested') tries.push({ type: 'decidePause', by, pauseId: id, approved: true, reason });
    if (state === 'approved') tries.push({ type: 'endPause', by, pauseId: id });
  }
  for (const { id, state } of problem.extensions)
    if (state === 'requested') tries.push({ type: 'decideExtension', by, extensionId: id, granted: true, reason });
  return tries;
}

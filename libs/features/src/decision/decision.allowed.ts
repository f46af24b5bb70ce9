import type { Actor } from '#domain/access/index.js';
import type { Instant, WorkCalendar } from '#domain/calendar/index.js';
import { followUp, type DecisionCommand, type DecisionState } from '#domain/decision/index.js';
import { actionOf, mayReach } from './decision.access.js';

const ANYTHING = '-';
/** Stands for an id that a real act would bring. */
const ANY_ID = '00000000-0000-7000-8000-000000000000';

/** What this person may do with the decision now, found by trying each act with the least it needs. Nothing is written. */
export function allowedActs(
  decision: DecisionState,
  by: Actor,
  calendar: WorkCalendar,
  now: Instant,
): DecisionCommand['type'][] {
  const reason = ANYTHING;
  const tries: DecisionCommand[] = [
    { type: 'accept', by },
    { type: 'note', by, text: ANYTHING },
    { type: 'claim', by, evidence: ANYTHING },
    { type: 'verify', by, passed: true, finding: ANYTHING, pauseId: ANY_ID },
    { type: 'requestExtension', by, extensionId: ANY_ID, workdays: 1, reason },
    { type: 'cancel', by, reason, supersededById: null },
  ];
  for (const { id, state } of decision.extensions)
    if (state === 'requested') tries.push({ type: 'decideExtension', by, extensionId: id, granted: true, reason });
  return tries
    .filter((act) => mayReach(by, actionOf[act.type], decision) && followUp(decision, act, calendar, now).ok)
    .map(({ type }) => type);
}

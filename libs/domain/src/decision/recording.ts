import { addDays, dateOf, formatInstant } from '../calendar/index.js';
import type { Instant, WorkCalendar } from '../calendar/index.js';
import { ok } from '../refusal.js';
import type { Result } from '../refusal.js';
import { dueMoment, pendingAlarms } from './date.js';
import type { Recording } from './events.js';
import { entry } from './followed.js';
import type { DecisionNotice, Followed } from './followed.js';
import { notice } from './notices.js';
import { deny, isBlank } from './refusal-codes.js';
import type { DecisionLadder, DecisionState } from './types.js';
import { concerned } from './who.js';

/** A day further away is taken for a slip of the pen. */
const furthestDays = 2 * 366;

/** A meeting decides: who does what by when. The ladder is the decision's from then on. */
export function recordDecision(
  recording: Recording,
  ladder: DecisionLadder,
  calendar: WorkCalendar,
  now: Instant,
): Result<Followed> {
  const { by, problem, dueOn, leadUnitId, handlingUnitIds, assistingUnitIds } = recording;
  if (isBlank(recording.text)) return deny('decision.text_required', { field: 'text' });
  const named = [leadUnitId, ...handlingUnitIds, ...assistingUnitIds];
  if (new Set(named).size !== named.length) return deny('decision.unit_named_twice');
  if (dueOn > addDays(dateOf(now), furthestDays)) return deny('decision.due_too_far', { field: 'dueOn' });
  const dated = { decidedDueOn: dueOn, extensions: [], lostDays: [] };
  const dueAt = dueMoment(dated, calendar);
  if (dueOn < dateOf(now) || dueAt <= now) return deny('decision.due_in_past', { field: 'dueOn' });
  if (problem !== null && problem.status !== 'open' && problem.status !== 'claimed')
    return deny('decision.problem_closed', { field: 'problemId' });
  const decision: DecisionState = {
    ...dated,
    id: recording.id,
    districtId: by.districtId,
    number: recording.number,
    version: 1,
    status: 'open',
    meetingId: recording.meetingId,
    chairId: recording.chairId,
    projectId: recording.projectId,
    projectOfficeId: recording.projectOfficeId,
    leaderId: recording.leaderId,
    problem: problem && {
      ...problem,
      driven: problem.answered,
      claimedAt: null,
      claimedBy: null,
      claimedByUnitId: null,
    },
    leadUnitId,
    handlingUnitIds,
    assistingUnitIds,
    ladder,
    decidedAt: now,
    dueAt,
    acceptedAt: null,
    acceptedBy: null,
    progressedAt: null,
    claimedAt: null,
    claimedBy: null,
    claimedByUnitId: null,
    verificationDueAt: null,
    reopened: 0,
    overdueAt: null,
    principalAt: null,
    passedMeetingIds: [],
    firedAlarms: [],
    struckOffAt: null,
    supersededById: null,
  };
  const { id: decisionId, number } = decision;
  return ok({
    decision,
    entries: [entry('decided', now, by.personId, { dueOn })],
    timers: pendingAlarms(decision, calendar),
    notices: assigned(decision, by.personId),
    onProblem: problem?.answered
      ? [{ type: 'decided', decisionId, number, dueAt, unitIds: [leadUnitId, ...handlingUnitIds] }]
      : [],
    agenda: 'reached',
    stale: false,
  });
}

/** One rule and one period, so whoever is meant in several parts hears of it once, in the first one. */
function assigned(decision: DecisionState, by: string): DecisionNotice[] {
  const parts = [
    ['lead', [{ unit: decision.leadUnitId }]],
    ['handling', decision.handlingUnitIds.map((unit) => ({ unit }))],
    ['assisting', decision.assistingUnitIds.map((unit) => ({ unit }))],
    ['concerned', concerned(decision)],
  ] as const;
  return parts.flatMap(([part, to]) =>
    to.length === 0
      ? []
      : [
          notice('decision.assigned', decision, {
            to,
            by,
            args: { part, decidedAt: formatInstant(decision.decidedAt) },
          }),
        ],
  );
}

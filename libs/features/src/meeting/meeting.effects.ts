import type { Tx } from '#db/database.js';
import type { ProblemEvent } from '#domain/ladder/index.js';
import { goesOn } from '#domain/meeting/index.js';
import { recordAudit } from '#features/audit/index.js';
import { applyProblemEvents, type LoadedProblem } from '#features/problem/index.js';
import type { HeldMeeting } from './meeting.access.js';
import { listDueDecisions, takeDecisions } from './meeting.decisions.js';
import { carryOn } from './meeting.carrying.js';
import { composeMinutes } from './meeting.composing.js';
import { closeRequests } from './meeting-items.repository.js';
import { insertDraft } from './meeting-minutes.repository.js';
import { tellOfReferred } from './meeting.matter-notices.js';
import { allSeries, listedItems, setItemState } from './meeting.repository.js';
import { meetingName, type AgendaItemRow } from './meeting.rows.js';

/**
 * The session is over, by a person or by midnight: what was decided comes into force, what was moved moves on its ladder,
 * what has no outcome is carried over and counted, and the minutes are drafted. One transaction, in which the caller has
 * locked the problems of the agenda (given as they were then) and then the meeting, and has written its new state.
 */
export async function endSession(
  tx: Tx,
  held: HeldMeeting,
  problems: ReadonlyMap<string, LoadedProblem>,
): Promise<void> {
  const { meeting } = held;
  const items = await listedItems(tx, [meeting.meetingId]);
  await closeRequests(tx, meeting.meetingId);
  await moveProblems(tx, held, items);
  await takeDecisions(tx, held, items, problems);
  await tellOfReferred(tx, held, items);
  const going = items.filter(({ outcome }) => goesOn(outcome));
  await setItemState(tx, await carryOn(tx, going, [meeting], await allSeries(tx)), 'carriedOver');
  // What is due by the next meeting, or is overdue still, heads its agenda from now on, not from tomorrow's round.
  await listDueDecisions(tx);
  const content = await composeMinutes(tx, held);
  await insertDraft(tx, meeting.meetingId, { edition: 1, content, reason: null, by: null });
  await recordAudit(tx, [
    {
      action: 'meeting.take-effect',
      subjectKind: 'meeting',
      subjectId: meeting.meetingId,
      detail: { items: items.length, carriedOver: going.length },
    },
  ]);
}

/** Up, down or struck off: the ladder hears it as the meeting's ruling, and leaves alone what has moved on meanwhile. */
async function moveProblems(tx: Tx, { meeting, series }: HeldMeeting, items: readonly AgendaItemRow[]): Promise<void> {
  const events = items.flatMap(({ problemId, outcome, outcomeBy: recordedBy }) => {
    if (problemId === null || outcome === null) return [];
    const { kind: ruling, note: reason } = outcome;
    if (ruling !== 'referredUp' && ruling !== 'sentDown' && ruling !== 'struckOff') return [];
    const event: ProblemEvent = {
      type: 'meetingRuled',
      ruling,
      toRung: 'toRung' in outcome ? outcome.toRung : 5,
      leadDepartmentId: 'leadDepartmentId' in outcome ? outcome.leadDepartmentId : null,
      reason,
      recordedBy,
      meeting: meetingName(meeting, series),
    };
    return [{ problemId, event }];
  });
  await applyProblemEvents(tx, events);
}

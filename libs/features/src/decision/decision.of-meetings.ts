import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import type { Actor } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { recordDecision, type DecisionEvent } from '#domain/decision/index.js';
import { RefusedError } from '#domain/refusal.js';
import { projectParties } from '#features/project/index.js';
import { applyOnProblems, applyToLocked, lockMatters } from './decision.events.js';
import { recordNew } from './decision.recording.js';
import { decisionLadderInForce, nextNumbers, supersededBy } from './decision.repository.js';
import { meetingsWithSeries, workingUnits } from './decision-of-meetings.queries.js';

/** A meeting decides. */
export interface MeetingDecision {
  readonly meetingId: string;
  readonly agendaItemId: string | null;
  /** With a problem the project is the problem's. */
  readonly problemId: string | null;
  readonly projectId: string | null;
  readonly text: string;
  /** 牵头, 承办, 配合: offices, departments or the coordination office; nobody twice. */
  readonly leadUnitId: string;
  readonly handlingUnitIds: readonly string[];
  readonly assistingUnitIds: readonly string[];
  /** The day named; work must not be over on it. */
  readonly dueOn: PlainDate;
  /**
   * Of several decisions about a problem one answers it: its date is the problem's clock, its check the problem's check.
   * Left out: the one with the latest day, of those recorded together. False for a task beside it.
   */
  readonly answersProblem?: boolean;
  /** Earlier decisions whose place it takes. */
  readonly supersedesIds?: readonly string[];
  /** Left out: the new decision's text. */
  readonly supersedeReason?: string;
}

export interface RecordedDecision {
  readonly id: string;
  readonly number: string;
}

/**
 * Records what a meeting decided, in the meeting's own transaction; the actor of its context is who recorded it. Numbers,
 * timelines, alarms, the problems' clocks, notices (to the units with the next morning, and nobody twice) and audit are
 * all done with it. Any number of decisions at a constant number of statements; answered in the order given.
 *
 * Locks the problems, and those of superseded decisions: a caller that locks meetings first locks these problems before.
 * Refusals carry `index`, the place of the decision in what was given: `request.invalid` (`field`: a unit or subject that
 * is not there), `decision.text_required`, `decision.unit_named_twice`, `decision.due_in_past`, `decision.due_too_far`,
 * `decision.problem_closed`, `decision.already_closed` (of a superseded one).
 */
export async function recordMeetingDecisions(tx: Tx, given: readonly MeetingDecision[]): Promise<RecordedDecision[]> {
  if (given.length === 0) return [];
  const by = recorderOf(tx);
  const supersededIds = given.flatMap(({ supersedesIds = [] }) => supersedesIds);
  const problemIds = given.flatMap(({ problemId }) => problemId ?? []);
  const matters = await lockMatters(tx, supersededIds, problemIds);
  const { problems, calendar } = matters;
  const meetings = await meetingsWithSeries(
    tx,
    given.map(({ meetingId }) => meetingId),
  );
  await assertUnits(tx, given);
  const projectOf = (input: MeetingDecision) =>
    input.problemId === null ? input.projectId : (problems.get(input.problemId)?.state.projectId ?? null);
  const projects = await projectsOf(tx, given.map(projectOf));
  const ladder = await decisionLadderInForce(tx);
  const numbers = await nextNumbers(tx, given.length);
  const answering = whichAnswer(given);

  const taken = given.map((input, index) => {
    const missing = (field: string) => refused('request.invalid', index, { field });
    const meeting = meetings.get(input.meetingId) ?? missing('meetingId');
    const problem = input.problemId === null ? null : (problems.get(input.problemId)?.state ?? missing('problemId'));
    const projectId = projectOf(input);
    const project = projectId === null ? null : (projects.get(projectId) ?? missing('projectId'));
    const recording = {
      id: newId(),
      number: numbers[index]!,
      by,
      meetingId: input.meetingId,
      chairId: meeting.chairId,
      projectId,
      projectOfficeId: project?.officeId ?? null,
      leaderId: project?.leaderId ?? null,
      problem: problem && {
        id: problem.id,
        status: problem.status,
        filingOfficeId: problem.filingOfficeId,
        filedBy: problem.filedBy,
        answered: answering.has(input),
      },
      text: input.text,
      leadUnitId: input.leadUnitId,
      handlingUnitIds: input.handlingUnitIds,
      assistingUnitIds: input.assistingUnitIds,
      dueOn: input.dueOn,
    };
    const result = recordDecision(recording, ladder, calendar, tx.now);
    if (!result.ok) return refused(result.refusal.code, index, result.refusal.args);
    const subject = {
      seriesId: meeting.seriesId,
      agendaItemId: input.agendaItemId,
      text: input.text,
      recordedBy: by.personId,
      projectName: project?.name ?? null,
    };
    const detail = { meetingId: input.meetingId, problemId: input.problemId, dueOn: input.dueOn };
    return { subject, followed: [result.value], audit: [{ action: 'decision.record', detail }] };
  });

  await recordNew(tx, taken, calendar);
  const decisions = taken.map(({ followed }) => followed[0]!);
  await applyOnProblems(
    tx,
    problems,
    decisions.flatMap(({ decision, onProblem }) =>
      onProblem.map((event) => ({ problemId: decision.problem!.id, event })),
    ),
  );
  const superseding = given.flatMap(({ supersedesIds = [], supersedeReason, text }, index) =>
    supersedesIds.map((decisionId) => {
      if (!matters.decisions.has(decisionId)) refused('request.invalid', index, { field: 'supersedesIds' });
      const supersededById = decisions[index]!.decision.id;
      return { decisionId, event: { type: 'cancel', by, reason: supersedeReason ?? text, supersededById } as const };
    }),
  );
  // Locked afresh: their problems have moved on to the new decisions.
  if (superseding.length > 0) await applyToLocked(tx, await lockMatters(tx, supersededIds), superseding);
  return decisions.map(({ decision: { id, number } }) => ({ id, number }));
}

/**
 * Takes back what was recorded in the session: it stands as withdrawn, its number is not given out again, what it had
 * superseded stands again, and its problem is as open to the meeting as before. Refusal: `decision.already_closed`.
 */
export async function withdrawMeetingDecisions(tx: Tx, decisionIds: readonly string[]): Promise<void> {
  if (decisionIds.length === 0) return;
  const by = recorderOf(tx);
  const restored = await supersededBy(tx, decisionIds);
  const matters = await lockMatters(tx, [...decisionIds, ...restored]);
  const event = (type: 'withdraw' | 'restore'): DecisionEvent => ({ type, by });
  await applyToLocked(tx, matters, [
    ...restored.map((decisionId) => ({ decisionId, event: event('restore') })),
    ...decisionIds.map((decisionId) => ({ decisionId, event: event('withdraw') })),
  ]);
}

/**
 * A meeting that had these decisions on its agenda is over: those overdue without progress, or seen for the second time,
 * go to the principal. Safe to repeat. A caller that holds the meeting has locked their problems before.
 */
export async function decisionsPassedMeeting(tx: Tx, meetingId: string, decisionIds: readonly string[]): Promise<void> {
  if (decisionIds.length === 0) return;
  const events = decisionIds.map((decisionId) => ({
    decisionId,
    event: { type: 'meetingPassed', meetingId } as const,
  }));
  await applyToLocked(tx, await lockMatters(tx, decisionIds), events);
}

/** Of the decisions recorded together about one problem: the one with the latest day, the last named of equals. */
function whichAnswer(given: readonly MeetingDecision[]): Set<MeetingDecision> {
  const chosen = new Map<string, MeetingDecision>();
  for (const input of given) {
    if (input.problemId === null || input.answersProblem === false) continue;
    const other = chosen.get(input.problemId);
    const insists = input.answersProblem === true && other?.answersProblem !== true;
    const yields = other?.answersProblem === true && input.answersProblem !== true;
    if (!other || insists || (!yields && input.dueOn >= other.dueOn)) chosen.set(input.problemId, input);
  }
  return new Set(chosen.values());
}

async function assertUnits(tx: Tx, given: readonly MeetingDecision[]): Promise<void> {
  const named = given.flatMap((input, index) => [
    { index, field: 'leadUnitId', id: input.leadUnitId },
    ...input.handlingUnitIds.map((id, place) => ({ index, field: `handlingUnitIds.${place}`, id })),
    ...input.assistingUnitIds.map((id, place) => ({ index, field: `assistingUnitIds.${place}`, id })),
  ]);
  const known = await workingUnits(
    tx,
    named.map(({ id }) => id),
  );
  for (const { index, field, id } of named) if (!known.has(id)) refused('request.invalid', index, { field });
}

async function projectsOf(tx: Tx, ids: readonly (string | null)[]) {
  const given = [...new Set(ids.filter((id) => id !== null))];
  return given.length === 0 ? new Map<string, never>() : projectParties(tx, given);
}

function recorderOf(tx: Tx): Actor {
  const { actor } = tx.context;
  if (actor.kind !== 'person') throw new Error('Decisions are recorded by a person');
  return actor;
}

function refused(code: string, index: number, args: RefusedError['refusal']['args']): never {
  throw new RefusedError({ code, args: { index, ...args } });
}

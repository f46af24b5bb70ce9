import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { Actor, CommandContext } from '#domain/access/index.js';
import { admit, type AgendaItemState } from '#domain/meeting/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { loadForUpdate, type LoadedProblem } from '#features/problem/index.js';
import { projectParties } from '#features/project/index.js';
import { agendaScope, assertChair, holdMeeting, isChair, personOf, type HeldMeeting } from './meeting.access.js';
import { wrongState } from './meeting-agenda.service.js';
import { candidateOf, settlePlaced } from './meeting.admission.js';
import { tellOfMatters } from './meeting.matter-notices.js';
import { tellOfRequest, tellOfRequestDecided, titleOf } from './meeting-agenda.notices.js';
import { selectMeeting } from './meeting.queries.js';
import { meetingViewOf } from './meeting.reader.js';
import type { AddItemBody } from './meeting-acts.dto.js';
import type { MeetingView } from './meeting.dto.js';
import { changeItem, unitsThere } from './meeting-items.repository.js';
import { heldItem, lockMatter } from './meeting.items.js';
import { insertItems, nextPosition, setItemState, standingItems, touchMeetings } from './meeting.repository.js';
import { cameToMeetingAt, cameToRung, type AgendaItemRow } from './meeting.rows.js';

/**
 * Matters that a person puts on an agenda. Until the cut-off the coordinator adds; after it they ask, and the chair takes
 * it or not; what the chair adds is on it, also in session.
 */
@Injectable()
export class MeetingAdditionsService {
  constructor(private readonly database: Database) {}

  /**
   * Refusals: `meeting.not_found`, `meeting.wrong_state`, `meeting.reason_required` after the cut-off,
   * `meeting.already_listed`, those of `admit` for a problem, `request.invalid` for a unit or project that is not there.
   */
  async add(context: CommandContext, meetingId: string, body: AddItemBody): Promise<MeetingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const problem = await problemToAdd(tx, body.problemId);
      const held = await holdMeeting(tx, meetingId);
      const state = stateOfAddition(held, by, body.reason);
      if (problem) assertAdmissible(problem, held);
      const elsewhere = await whereItStands(tx, problem, meetingId);
      const item = await this.insert(tx, held, by, body, problem, state, elsewhere);
      if (state === 'requested') {
        await touchMeetings(tx, [meetingId]);
        await tellOfRequest(tx, item, held, titleOf(item, problem));
      } else await settleAddition(tx, held, item, problem, elsewhere);
      const detail = { itemId: item.itemId, title: titleOf(item, problem).title };
      const action = state === 'requested' ? 'agenda.ask-addition' : 'agenda.add';
      await recordAudit(tx, [{ action, subjectKind: 'meeting', subjectId: meetingId, detail }]);
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /** The same by the chair: it is on the agenda at once. Refusal beside those above: `meeting.chair_only`. */
  async addAsChair(context: CommandContext, meetingId: string, body: AddItemBody): Promise<MeetingView> {
    const by = personOf(context);
    await this.database.read(context, async (tx) => {
      const found = await selectMeeting(tx, meetingId);
      if (!found) throw new RefusedError({ code: 'meeting.not_found', args: {} });
      assertChair(by, found.series);
    });
    return this.add(context, meetingId, body);
  }

  /** The chair's word on what was asked for after the cut-off. */
  async decide(
    context: CommandContext,
    meetingId: string,
    itemId: string,
    seen: number,
    { accepted, reason }: { accepted: boolean; reason: string },
  ): Promise<MeetingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const problem = await lockMatter(tx, meetingId, itemId);
      const held = await holdMeeting(tx, meetingId);
      assertChair(by, held.series);
      const item = await heldItem(tx, meetingId, itemId, seen, 'requested');
      const { state } = held.meeting;
      if (state !== 'agendaLocked' && state !== 'inSession') throw wrongState(state, 'agendaLocked,inSession');
      const title = titleOf(item, problem);
      if (accepted) {
        if (problem) assertAdmissible(problem, held);
        const elsewhere = await whereItStands(tx, problem, meetingId);
        const position = await nextPosition(tx, meetingId);
        const taken = await changeItem(tx, itemId, { state: 'listed', position });
        await settleAddition(tx, held, taken, problem, elsewhere);
      } else {
        await changeItem(tx, itemId, { state: 'declined', reason });
        await touchMeetings(tx, [meetingId]);
      }
      await tellOfRequestDecided(tx, item, held, { accepted, reason: reason === '' ? null : reason, ...title });
      const action = accepted ? 'agenda.take-addition' : 'agenda.decline-addition';
      await recordAudit(tx, [{ action, subjectKind: 'meeting', subjectId: meetingId, detail: { itemId, ...title } }]);
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  private async insert(
    tx: Tx,
    { meeting }: HeldMeeting,
    by: Actor,
    body: AddItemBody,
    problem: LoadedProblem | undefined,
    state: AgendaItemState,
    elsewhere: AgendaItemRow | undefined,
  ): Promise<AgendaItemRow> {
    const { section, title = '', titleEn = '', ask, answer, minutes, presenterUnitId = null, presenter = '' } = body;
    if (presenterUnitId !== null && !(await unitsThere(tx, [presenterUnitId])).has(presenterUnitId))
      throw new RefusedError({ code: 'request.invalid', args: { field: 'presenterUnitId' } });
    const projectId = problem?.state.projectId ?? body.projectId ?? null;
    if (projectId !== null && !(await projectParties(tx, [projectId])).has(projectId))
      throw new RefusedError({ code: 'request.invalid', args: { field: 'projectId' } });
    const [item] = await insertItems(tx, [
      {
        meetingId: meeting.meetingId,
        section: problem ? 'problems' : section,
        subjectKind: problem ? 'problem' : projectId === null ? 'matter' : 'project',
        subjectId: problem?.state.id ?? projectId,
        problemId: problem?.state.id ?? null,
        projectId,
        title: problem ? '' : title,
        titleEn: problem ? '' : titleEn,
        ask,
        answer,
        minutes: minutes ?? null,
        presenterUnitId,
        presenter,
        times: problem ? (elsewhere?.times ?? problem.state.timesOnAgenda + 1) : 1,
        position:
          meeting.state === 'agendaOpen' || state === 'requested' ? 0 : await nextPosition(tx, meeting.meetingId),
        state,
        reason: body.reason === '' ? null : body.reason,
        addedBy: by.personId,
      },
    ]);
    // It was on this agenda before and taken off; that row stays as the record of it.
    if (!item) throw new RefusedError({ code: 'meeting.already_listed', args: { field: 'problemId' } });
    return item;
  }
}

function stateOfAddition({ meeting: { state }, series }: HeldMeeting, by: Actor, reason: string): AgendaItemState {
  if (state === 'agendaOpen') return 'listed';
  if (isChair(by, series) && (state === 'agendaLocked' || state === 'inSession')) return 'listed';
  if (state !== 'agendaLocked') throw wrongState(state, 'agendaOpen,agendaLocked');
  if (reason === '') throw new RefusedError({ code: 'meeting.reason_required', args: { field: 'reason' } });
  return 'requested';
}

async function problemToAdd(tx: Tx, problemId: string | undefined): Promise<LoadedProblem | undefined> {
  if (problemId === undefined) return undefined;
  const problem = (await loadForUpdate(tx, [problemId])).get(problemId);
  if (!problem) throw new RefusedError({ code: 'problem.not_found', args: { field: 'problemId' } });
  return problem;
}

/** The lower rungs must have been tried; the cut-off is what the chair may waive, and in session they do. */
function assertAdmissible(problem: LoadedProblem, { meeting, series }: HeldMeeting): void {
  if (problem.project.line !== series.line)
    throw new RefusedError({ code: 'meeting.other_line', args: { field: 'problemId' } });
  const cameAt = cameToRung(problem.state) ? cameToMeetingAt(problem.state) : meeting.cutOffAt;
  valueOf(admit(candidateOf(problem, cameAt), { state: 'agendaOpen', cutOffAt: cameAt }));
}

/** The item by which the problem waits for a later meeting; `meeting.already_listed` when it stands on this one. */
async function whereItStands(
  tx: Tx,
  problem: LoadedProblem | undefined,
  meetingId: string,
): Promise<AgendaItemRow | undefined> {
  if (!problem) return undefined;
  const standing = await standingItems(tx, [problem.state.id]);
  if (standing.some((item) => item.meetingId === meetingId))
    throw new RefusedError({ code: 'meeting.already_listed', args: { field: 'problemId' } });
  return standing[0];
}

/** What is on the agenda now: a problem leaves the later agenda it waited on, as the same time; all is told. */
async function settleAddition(
  tx: Tx,
  { meeting, series }: HeldMeeting,
  item: AgendaItemRow,
  problem: LoadedProblem | undefined,
  elsewhere: AgendaItemRow | undefined,
): Promise<void> {
  if (problem) {
    if (elsewhere) {
      await setItemState(tx, [elsewhere.itemId], 'removed');
      await touchMeetings(tx, [elsewhere.meetingId]);
    }
    const loaded = new Map([[problem.state.id, problem]]);
    const placed = { problem, meeting, series, times: item.times, isNew: elsewhere === undefined };
    await settlePlaced(tx, loaded, [placed], 'agenda.listed');
    return;
  }
  await touchMeetings(tx, [meeting.meetingId]);
  const { projectId } = item;
  const project = projectId === null ? null : ((await projectParties(tx, [projectId])).get(projectId) ?? null);
  await tellOfMatters(tx, 'agenda.matter-listed', [{ item, meeting, series, project }]);
}

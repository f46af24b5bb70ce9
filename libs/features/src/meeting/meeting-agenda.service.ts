import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { decideMeeting } from '#domain/meeting/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import {
  agendaScope,
  assertChair,
  holdMeeting,
  holdSeenMeeting,
  isChair,
  personOf,
  type HeldMeeting,
} from './meeting.access.js';
import { meetingViewOf } from './meeting.reader.js';
import type { EditItemBody } from './meeting-acts.dto.js';
import type { MeetingView } from './meeting.dto.js';
import { carryOn } from './meeting.carrying.js';
import { saveCourse } from './meeting-course.repository.js';
import { changeItem, unitsThere } from './meeting-items.repository.js';
import { heldItem, lockMatter } from './meeting.items.js';
import { tellOfApprovalFallen, tellOfPostponed, tellOfRemoved } from './meeting-agenda.notices.js';
import { approvalAskedNoMore } from './meeting.notices.js';
import { allSeries, fixPositions, listedItems, touchMeetings } from './meeting.repository.js';
import { asksForMeeting, courseOf } from './meeting.rows.js';

/** What people do to an agenda before the meeting. Each act is one transaction and answers the meeting as it is then. */
@Injectable()
export class MeetingAgendaService {
  constructor(private readonly database: Database) {}

  /**
   * The whole order at once. Refusals: `meeting.not_found`, `meeting.version_conflict`, `meeting.wrong_state`,
   * `meeting.order_incomplete` when it is not exactly the items that stand on it.
   */
  async reorder(
    context: CommandContext,
    meetingId: string,
    seen: number,
    order: readonly string[],
  ): Promise<MeetingView> {
    return this.database.transaction(context, async (tx) => {
      const held = await holdSeenMeeting(tx, meetingId, seen);
      const listed = new Set((await listedItems(tx, [meetingId])).map(({ itemId }) => itemId));
      if (order.length !== listed.size || !order.every((id) => listed.delete(id)))
        throw new RefusedError({ code: 'meeting.order_incomplete', args: { field: 'items' } });
      await agendaChanged(tx, held, null);
      await fixPositions(tx, order);
      await audit(tx, 'agenda.reorder', meetingId, { items: order.length });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /** Minutes, presenter, ask, answer; title and section of what has no row of its own. It leaves an approval as it is. */
  async edit(
    context: CommandContext,
    meetingId: string,
    itemId: string,
    seen: number,
    body: EditItemBody,
  ): Promise<MeetingView> {
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdMeeting(tx, meetingId);
      const item = await heldItem(tx, meetingId, itemId, seen);
      if (meeting.state !== 'agendaOpen' && meeting.state !== 'agendaLocked' && meeting.state !== 'inSession')
        throw wrongState(meeting.state, 'agendaOpen,agendaLocked,inSession');
      if (body.presenterUnitId && !(await unitsThere(tx, [body.presenterUnitId])).has(body.presenterUnitId))
        throw new RefusedError({ code: 'request.invalid', args: { field: 'presenterUnitId' } });
      if (item.problemId !== null && (body.title !== undefined || body.titleEn !== undefined))
        throw new RefusedError({ code: 'meeting.title_of_problem', args: { field: 'title' } });
      await changeItem(tx, itemId, body);
      await touchMeetings(tx, [meetingId]);
      await audit(tx, 'agenda.edit-item', meetingId, { itemId, fields: Object.keys(body) });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /** To the series' next meeting, as the same time on an agenda. */
  async postpone(
    context: CommandContext,
    meetingId: string,
    itemId: string,
    seen: number,
    reason: string,
  ): Promise<MeetingView> {
    return this.database.transaction(context, async (tx) => {
      const problem = await lockMatter(tx, meetingId, itemId);
      const held = await holdMeeting(tx, meetingId);
      const item = await heldItem(tx, meetingId, itemId, seen);
      await agendaChanged(tx, held, reason);
      const [went] = await carryOn(tx, [item], [held.meeting], await allSeries(tx), { counted: false });
      if (went === undefined) throw new RefusedError({ code: 'meeting.item_needs_no_meeting', args: {} });
      await changeItem(tx, itemId, { state: 'postponed', reason });
      await tellOfPostponed(tx, item, problem, held.series, reason);
      await audit(tx, 'agenda.postpone', meetingId, { itemId, title: item.title, reason });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /**
   * Off the agenda for good. A problem that still asks for a meeting cannot be dropped (`meeting.problem_still_asks`): it
   * is postponed, or moved on its ladder, and then leaves the agenda by itself.
   */
  async remove(
    context: CommandContext,
    meetingId: string,
    itemId: string,
    seen: number,
    reason: string,
  ): Promise<MeetingView> {
    return this.database.transaction(context, async (tx) => {
      const problem = await lockMatter(tx, meetingId, itemId);
      const held = await holdMeeting(tx, meetingId);
      const item = await heldItem(tx, meetingId, itemId, seen);
      if (problem && asksForMeeting(problem.state))
        throw new RefusedError({ code: 'meeting.problem_still_asks', args: {} });
      await agendaChanged(tx, held, reason);
      await changeItem(tx, itemId, { state: 'removed', reason });
      await tellOfRemoved(tx, item, problem, held, reason);
      await audit(tx, 'agenda.remove', meetingId, { itemId, title: item.title, reason });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /** The chair's. Refusals: `meeting.chair_only`, `meeting.wrong_state`, `meeting.already_approved`. */
  async approve(context: CommandContext, meetingId: string, seen: number): Promise<MeetingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const { meeting, series } = await holdSeenMeeting(tx, meetingId, seen);
      assertChair(by, series);
      const { course } = valueOf(decideMeeting(courseOf(meeting), { type: 'approve' }, tx.now));
      await saveCourse(tx, meetingId, course, { approvedBy: by.personId });
      await approvalAskedNoMore(tx, [meetingId]);
      await audit(tx, 'meeting.approve-agenda', meetingId, { number: meeting.number });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }
}

/**
 * Order or items of an agenda change: allowed by its state, and an approval falls unless the chair does it, who is then
 * asked again.
 */
export async function agendaChanged(tx: Tx, { meeting, series }: HeldMeeting, reason: string | null): Promise<void> {
  const byChair = isChair(personOf(tx.context), series);
  const { course } = valueOf(decideMeeting(courseOf(meeting), { type: 'changeAgenda', byChair }, tx.now));
  const fell = meeting.approvedAt !== null && course.approvedAt === null;
  const saved = await saveCourse(tx, meeting.meetingId, course, fell ? { approvedBy: null } : {});
  if (fell) await tellOfApprovalFallen(tx, saved, series, reason);
}

export function wrongState(state: string, needs: string): RefusedError {
  return new RefusedError({ code: 'meeting.wrong_state', args: { state, needs } });
}

async function audit(tx: Tx, action: string, meetingId: string, detail: Record<string, unknown>): Promise<void> {
  await recordAudit(tx, [{ action, subjectKind: 'meeting', subjectId: meetingId, detail }]);
}

import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { decideMeeting, judgeOutcome, type Outcome } from '#domain/meeting/index.js';
import { RefusedError, valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { VersionConflictError } from '#platform/http/index.js';
import { agendaScope, holdMeeting, holdSeenMeeting, personOf } from './meeting.access.js';
import { wrongState } from './meeting-agenda.service.js';
import { meetingViewOf } from './meeting.reader.js';
import type { AttendanceBody, OutcomeBody } from './meeting-acts.dto.js';
import type { MeetingView } from './meeting.dto.js';
import { addTimeSpent, saveCourse } from './meeting-course.repository.js';
import { lockMattersOf } from './meeting.decisions.js';
import { endSession } from './meeting.effects.js';
import { namesFor } from './meeting-attendance.queries.js';
import type { AgendaItemView, AttendanceView } from './meeting-items.dto.js';
import { changeItem, replaceAttendance, unitsThere } from './meeting-items.repository.js';
import { heldItem, lockMatter, viewOfItem } from './meeting.items.js';
import { approvalAskedNoMore } from './meeting.notices.js';
import { announceMeetings, listedItems } from './meeting.repository.js';
import { courseOf, type MeetingRow } from './meeting.rows.js';

/**
 * A meeting in session. What is recorded here is in force when the session ends: until then it can be taken back, and
 * nobody has been told. An outcome is guarded by its item's version, so that two who record on one item at once do not
 * overwrite each other, and two who work on different items do not get in each other's way.
 */
@Injectable()
export class MeetingSessionService {
  constructor(private readonly database: Database) {}

  /** Refusals: `meeting.not_found`, `meeting.version_conflict`, `meeting.wrong_state`, `meeting.not_on_its_day`. */
  async start(context: CommandContext, meetingId: string, seen: number): Promise<MeetingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdSeenMeeting(tx, meetingId, seen);
      const { course } = valueOf(decideMeeting(courseOf(meeting), { type: 'start' }, tx.now));
      await saveCourse(tx, meetingId, course, { startedBy: by.personId });
      await approvalAskedNoMore(tx, [meetingId]);
      await audit(tx, 'meeting.start', meetingId, { number: meeting.number, approved: meeting.approvedAt !== null });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /** Which item is dealt with now; null = none. The time of the one before is added to it. */
  async turnTo(context: CommandContext, meetingId: string, seen: number, itemId: string | null): Promise<MeetingView> {
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdSeenMeeting(tx, meetingId, seen);
      const { course, stale } = valueOf(decideMeeting(courseOf(meeting), { type: 'turnTo', itemId }, tx.now));
      const listed = await listedItems(tx, [meetingId]);
      if (itemId !== null && !listed.some((item) => item.itemId === itemId))
        throw new RefusedError({ code: 'agenda_item.not_found', args: { field: 'itemId' } });
      if (!stale) {
        await addSpent(tx, meeting);
        await saveCourse(tx, meetingId, course);
        await audit(tx, 'meeting.turn-to', meetingId, { itemId });
      }
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /**
   * 出席、请假、列席: the whole list, from the moment the agenda is locked until the session ends. Refusals:
   * `meeting.attendance_version_conflict` with the list as it is now, `request.invalid` for whoever is not there.
   */
  async takeAttendance(
    context: CommandContext,
    meetingId: string,
    seen: number,
    { entries }: AttendanceBody,
  ): Promise<AttendanceView> {
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdMeeting(tx, meetingId);
      if (meeting.state !== 'agendaLocked' && meeting.state !== 'inSession')
        throw wrongState(meeting.state, 'agendaLocked,inSession');
      const attendance = async () => (await meetingViewOf(tx, meetingId, agendaScope(context))).attendance;
      if (meeting.attendanceVersion !== seen) throw new VersionConflictError('attendance', { ...(await attendance()) });
      const names = await namesFor(tx, entries);
      const rows = entries.map(({ unitId, personId, name, standing, reason }, index) => {
        const known = names({ unitId, personId });
        if (known === undefined)
          throw new RefusedError({ code: 'request.invalid', args: { field: `entries.${index}` } });
        const kept = standing === 'excused' && reason !== '' ? reason : null;
        return { unitId, personId, name: name === '' ? known : name, standing, reason: kept };
      });
      await replaceAttendance(tx, meetingId, rows);
      await announceMeetings(tx, [meeting]);
      await audit(tx, 'meeting.take-attendance', meetingId, { entries: rows.length });
      return attendance();
    });
  }

  /**
   * Records or replaces the outcome of an item. Refusals: `meeting.not_found`, `agenda_item.not_found`,
   * `meeting.wrong_state` (only in session), `agenda_item.version_conflict` with the item as it is now, those of
   * `judgeOutcome`, `request.invalid` for a unit that is not there.
   */
  async recordOutcome(
    context: CommandContext,
    meetingId: string,
    itemId: string,
    seen: number,
    body: OutcomeBody,
  ): Promise<AgendaItemView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      const problem = await lockMatter(tx, meetingId, itemId);
      const { meeting } = await holdMeeting(tx, meetingId);
      if (meeting.state !== 'inSession') throw wrongState(meeting.state, 'inSession');
      const item = await heldItem(tx, meetingId, itemId, seen);
      const { subjectKind } = item;
      const standing = problem ? { status: problem.state.status, rung: problem.state.rung } : null;
      const outcome = valueOf(judgeOutcome(outcomeOf(body), { subjectKind, problem: standing }, meeting.heldOn));
      await assertUnits(tx, outcome);
      const recorded = await changeItem(tx, itemId, {
        outcomeKind: outcome.kind,
        outcome,
        outcomeAt: tx.now,
        outcomeBy: by.personId,
      });
      return this.told(tx, meeting, recorded, 'agenda.record-outcome', { outcome: outcome.kind });
    });
  }

  /** Takes an outcome back, as long as the session lasts. Refusal beside those above: `meeting.no_outcome`. */
  async undoOutcome(context: CommandContext, meetingId: string, itemId: string, seen: number): Promise<AgendaItemView> {
    return this.database.transaction(context, async (tx) => {
      const { meeting } = await holdMeeting(tx, meetingId);
      if (meeting.state !== 'inSession') throw wrongState(meeting.state, 'inSession');
      const item = await heldItem(tx, meetingId, itemId, seen);
      if (item.outcome === null) throw new RefusedError({ code: 'meeting.no_outcome', args: {} });
      const blank = { outcomeKind: null, outcome: null, outcomeAt: null, outcomeBy: null };
      const undone = await changeItem(tx, itemId, blank);
      return this.told(tx, meeting, undone, 'agenda.undo-outcome', { outcome: item.outcome.kind });
    });
  }

  /** Ends the session: outcomes come into force, what has none is carried over, the minutes are drafted. */
  async end(context: CommandContext, meetingId: string, seen: number): Promise<MeetingView> {
    const by = personOf(context);
    return this.database.transaction(context, async (tx) => {
      // The problems first, as everywhere; the agenda of a session takes no others meanwhile.
      const items = await listedItems(tx, [meetingId]);
      const problems = await lockMattersOf(tx, items);
      const held = await holdSeenMeeting(tx, meetingId, seen);
      const { course } = valueOf(decideMeeting(courseOf(held.meeting), { type: 'end' }, tx.now));
      await addSpent(tx, held.meeting);
      const meeting = await saveCourse(tx, meetingId, course, { endedBy: by.personId });
      await endSession(tx, { ...held, meeting }, problems);
      await audit(tx, 'meeting.end', meetingId, { number: meeting.number });
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }

  /** The hint goes out with the meeting's version as it is: whoever follows the session looks again. */
  private async told(
    tx: Tx,
    meeting: MeetingRow,
    item: Parameters<typeof viewOfItem>[1],
    action: string,
    detail: Record<string, unknown>,
  ): Promise<AgendaItemView> {
    await announceMeetings(tx, [meeting]);
    await audit(tx, action, meeting.meetingId, { itemId: item.itemId, itemVersion: item.version, ...detail });
    return (await viewOfItem(tx, item))!;
  }
}

/** The time of the item that was dealt with until now. */
export async function addSpent(tx: Tx, { currentItemId, currentSince }: MeetingRow): Promise<void> {
  if (currentItemId === null || currentSince === null) return;
  await addTimeSpent(tx, currentItemId, Math.max(0, Math.round((tx.now - currentSince) / 1000)));
}

function outcomeOf(body: OutcomeBody): Outcome {
  if (body.kind !== 'decision') return body;
  return { ...body, decisions: body.decisions.map((each) => ({ ...each, recorded: null })) };
}

async function assertUnits(tx: Tx, outcome: Outcome): Promise<void> {
  const isTask = outcome.kind === 'decision';
  const named =
    outcome.kind === 'decision'
      ? outcome.decisions.flatMap(({ leadUnitId, handlingUnitIds, assistingUnitIds }, index) => [
          { field: `decisions.${index}.leadUnitId`, id: leadUnitId },
          ...handlingUnitIds.map((id, place) => ({ field: `decisions.${index}.handlingUnitIds.${place}`, id })),
          ...assistingUnitIds.map((id, place) => ({ field: `decisions.${index}.assistingUnitIds.${place}`, id })),
        ])
      : outcome.kind === 'sentDown' && outcome.leadDepartmentId !== null
        ? [{ field: 'leadDepartmentId', id: outcome.leadDepartmentId }]
        : [];
  const there = await unitsThere(
    tx,
    named.map(({ id }) => id),
    isTask ? ['office', 'department', 'coordination'] : ['department'],
  );
  const missing = named.find(({ id }) => !there.has(id));
  if (missing) throw new RefusedError({ code: 'request.invalid', args: { field: missing.field } });
}

async function audit(tx: Tx, action: string, meetingId: string, detail: Record<string, unknown>): Promise<void> {
  await recordAudit(tx, [{ action, subjectKind: 'meeting', subjectId: meetingId, detail }]);
}

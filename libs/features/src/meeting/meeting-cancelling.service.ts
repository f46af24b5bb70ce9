import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { decideMeeting } from '#domain/meeting/index.js';
import { valueOf } from '#domain/refusal.js';
import { recordAudit } from '#features/audit/index.js';
import { calendarToCountBy } from '#features/calendar/index.js';
import { agendaScope, holdSeenMeeting, type HeldMeeting } from './meeting.access.js';
import { Agendas } from './meeting.agendas.js';
import { tellOfCancellation } from './meeting-cancelling.notices.js';
import { callOff, saveCourse } from './meeting-course.repository.js';
import type { MeetingView } from './meeting.dto.js';
import { handOver } from './meeting-items.repository.js';
import { approvalAskedNoMore } from './meeting.notices.js';
import { selectAgenda } from './meeting.queries.js';
import { meetingViewOf } from './meeting.reader.js';
import { replanMeetings } from './meeting.replanning.js';
import { allSeries, touchMeetings } from './meeting.repository.js';
import { courseOf } from './meeting.rows.js';

/** 停开. */
@Injectable()
export class MeetingCancellingService {
  constructor(private readonly database: Database) {}

  /**
   * The meeting is not held: its agenda goes to the series' next one that takes place, as the same time on an agenda, and
   * so does its number. Told once to everybody it concerns. Refusals: `meeting.not_found`, `meeting.version_conflict`,
   * `meeting.reason_required`, `meeting.wrong_state` once it has begun.
   */
  async cancel(context: CommandContext, meetingId: string, seen: number, reason: string): Promise<MeetingView> {
    return this.database.transaction(context, async (tx) => {
      const calendar = await calendarToCountBy(tx);
      const held = await holdSeenMeeting(tx, meetingId, seen);
      const { course } = valueOf(decideMeeting(courseOf(held.meeting), { type: 'cancel', reason }, tx.now));
      const agenda = await selectAgenda(tx, meetingId, { kind: 'district' });
      await saveCourse(tx, meetingId, course, { cancelReason: reason });
      await approvalAskedNoMore(tx, [meetingId]);
      await callOff(tx, held.series.seriesId, held.meeting.nominalDays);
      // The meetings after it are one number earlier now.
      await replanMeetings(tx, calendar);
      const next = await nextOf(tx, held, new Agendas(tx, calendar));
      const moved = await handOver(tx, meetingId, next.meeting);
      await saveCourse(tx, meetingId, course, { handedToId: next.meeting.meetingId });
      await touchMeetings(tx, [next.meeting.meetingId]);
      const handed = agenda.filter(({ item: { itemId } }) => moved.includes(itemId));
      await tellOfCancellation(tx, held, next, handed, reason);
      const detail = { reason, number: held.meeting.number, handedTo: next.meeting.heldOn, items: moved.length };
      await recordAudit(tx, [{ action: 'meeting.cancel', subjectKind: 'meeting', subjectId: meetingId, detail }]);
      return meetingViewOf(tx, meetingId, agendaScope(context));
    });
  }
}

/** The series is read anew: it knows by now that this meeting is off. */
async function nextOf(tx: Tx, { meeting, series }: HeldMeeting, agendas: Agendas): Promise<HeldMeeting> {
  const anew = (await allSeries(tx)).find(({ seriesId }) => seriesId === series.seriesId)!;
  return { meeting: await agendas.nextAfter(anew, meeting.heldOn), series: anew };
}

import { Body, Controller, Delete, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  attendanceBody,
  currentBody,
  outcomeBody,
  plainMeetingBody,
  type AttendanceBody,
  type OutcomeBody,
} from './meeting-acts.dto.js';
import { agendaItemView, attendanceView } from './meeting-items.dto.js';
import { MeetingSessionService } from './meeting-session.service.js';
import { meetingView } from './meeting.dto.js';

const AS_IT_IS = 'The meeting as it is now.';

/** A meeting in session, recorded by the coordinators; every screen that follows it hears of each act at once. */
@ApiTags('meetings')
@Controller('api/v1/meetings/:id')
export class MeetingSessionController {
  constructor(private readonly session: MeetingSessionService) {}

  @Post('session')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'startMeeting', summary: 'Open the session, on its day' })
  @Answers(200, meetingView, AS_IT_IS)
  start(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainMeetingBody }) _body: z.output<typeof plainMeetingBody>,
    @Context() context: CommandContext,
  ) {
    return this.session.start(context, id, seen);
  }

  @Put('session/current')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'turnToAgendaItem', summary: 'Which item is dealt with now; its timer runs from here' })
  @Answers(200, meetingView, AS_IT_IS)
  turnTo(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: currentBody }) { itemId }: z.output<typeof currentBody>,
    @Context() context: CommandContext,
  ) {
    return this.session.turnTo(context, id, seen, itemId);
  }

  @Post('session/end')
  @Requires('meeting.record')
  @ApiOperation({
    operationId: 'endMeeting',
    summary: 'End the session: outcomes come into force, minutes are drafted',
  })
  @Answers(200, meetingView, AS_IT_IS)
  end(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainMeetingBody }) _body: z.output<typeof plainMeetingBody>,
    @Context() context: CommandContext,
  ) {
    return this.session.end(context, id, seen);
  }

  @Put('attendance')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'takeAttendance', summary: 'Who is present, excused, sitting in: the whole list' })
  @Answers(200, attendanceView, 'The list as it is now.')
  attendance(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: attendanceBody }) body: AttendanceBody,
    @Context() context: CommandContext,
  ) {
    return this.session.takeAttendance(context, id, seen, body);
  }

  @Put('items/:itemId/outcome')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'recordOutcome', summary: 'What becomes of an item; in force when the session ends' })
  @Answers(200, agendaItemView, 'The item as it is now.')
  record(
    @Param('id', { schema: zId }) id: string,
    @Param('itemId', { schema: zId }) itemId: string,
    @SeenVersion() seen: number,
    @Body({ schema: outcomeBody }) body: OutcomeBody,
    @Context() context: CommandContext,
  ) {
    return this.session.recordOutcome(context, id, itemId, seen, body);
  }

  @Delete('items/:itemId/outcome')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'undoOutcome', summary: 'Take an outcome back, as long as the session lasts' })
  @Answers(200, agendaItemView, 'The item as it is now.')
  undo(
    @Param('id', { schema: zId }) id: string,
    @Param('itemId', { schema: zId }) itemId: string,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ) {
    return this.session.undoOutcome(context, id, itemId, seen);
  }
}

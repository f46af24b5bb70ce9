import { Body, Controller, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  addItemBody,
  admissionBody,
  editItemBody,
  orderBody,
  plainMeetingBody,
  reasonBody,
  type AddItemBody,
  type EditItemBody,
} from './meeting-acts.dto.js';
import { MeetingAdditionsService } from './meeting-additions.service.js';
import { MeetingAgendaService } from './meeting-agenda.service.js';
import { MeetingCancellingService } from './meeting-cancelling.service.js';
import { meetingView } from './meeting.dto.js';

const AS_IT_IS = 'The meeting as it is now.';
type Reason = z.output<typeof reasonBody>;

/**
 * What people do to an agenda before the meeting. What changes the whole needs the meeting's version that was seen
 * (`If-Match`), what changes one item the item's.
 */
@ApiTags('meetings')
@Controller('api/v1/meetings/:id')
export class MeetingAgendaController {
  constructor(
    private readonly agenda: MeetingAgendaService,
    private readonly additions: MeetingAdditionsService,
    private readonly cancelling: MeetingCancellingService,
  ) {}

  @Put('agenda/order')
  @Requires('agenda.write')
  @ApiOperation({ operationId: 'reorderAgenda', summary: 'The whole order of the agenda, in one go' })
  @Answers(200, meetingView, AS_IT_IS)
  reorder(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: orderBody }) { items }: z.output<typeof orderBody>,
    @Context() context: CommandContext,
  ) {
    return this.agenda.reorder(context, id, seen, items);
  }

  @Post('agenda/approval')
  @Requires('meeting.approve')
  @ApiOperation({ operationId: 'approveAgenda', summary: 'The chair approves the agenda as it stands' })
  @Answers(200, meetingView, AS_IT_IS)
  approve(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainMeetingBody }) _body: z.output<typeof plainMeetingBody>,
    @Context() context: CommandContext,
  ) {
    return this.agenda.approve(context, id, seen);
  }

  @Post('items')
  @Requires('agenda.write')
  @ApiOperation({ operationId: 'addAgendaItem', summary: 'Add a matter; after the cut-off this asks the chair' })
  @Answers(201, meetingView, AS_IT_IS)
  add(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: addItemBody }) body: AddItemBody,
    @Context() context: CommandContext,
  ) {
    return this.additions.add(context, id, body);
  }

  @Post('chair-items')
  @Requires('meeting.approve')
  @ApiOperation({
    operationId: 'addChairsItem',
    summary: 'The chair adds a matter, also after the cut-off or in session',
  })
  @Answers(201, meetingView, AS_IT_IS)
  addAsChair(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: addItemBody }) body: AddItemBody,
    @Context() context: CommandContext,
  ) {
    return this.additions.addAsChair(context, id, body);
  }

  @Post('items/:itemId/admission')
  @Requires('meeting.approve')
  @ApiOperation({
    operationId: 'decideAddition',
    summary: 'The chair takes what was asked for after the cut-off, or not',
  })
  @Answers(200, meetingView, AS_IT_IS)
  admit(
    @Param('id', { schema: zId }) id: string,
    @Param('itemId', { schema: zId }) itemId: string,
    @SeenVersion() seen: number,
    @Body({ schema: admissionBody }) body: z.output<typeof admissionBody>,
    @Context() context: CommandContext,
  ) {
    return this.additions.decide(context, id, itemId, seen, body);
  }

  @Patch('items/:itemId')
  @Requires('agenda.write')
  @ApiOperation({ operationId: 'editAgendaItem', summary: 'Change its minutes, presenter, ask or answer' })
  @Answers(200, meetingView, AS_IT_IS)
  edit(
    @Param('id', { schema: zId }) id: string,
    @Param('itemId', { schema: zId }) itemId: string,
    @SeenVersion() seen: number,
    @Body({ schema: editItemBody }) body: EditItemBody,
    @Context() context: CommandContext,
  ) {
    return this.agenda.edit(context, id, itemId, seen, body);
  }

  @Post('items/:itemId/postponement')
  @Requires('agenda.write')
  @ApiOperation({ operationId: 'postponeAgendaItem', summary: 'Put it off to the next meeting, with a reason' })
  @Answers(200, meetingView, AS_IT_IS)
  postpone(
    @Param('id', { schema: zId }) id: string,
    @Param('itemId', { schema: zId }) itemId: string,
    @SeenVersion() seen: number,
    @Body({ schema: reasonBody }) { reason }: Reason,
    @Context() context: CommandContext,
  ) {
    return this.agenda.postpone(context, id, itemId, seen, reason);
  }

  @Post('items/:itemId/removal')
  @Requires('agenda.write')
  @ApiOperation({ operationId: 'removeAgendaItem', summary: 'Take it off, with a reason' })
  @Answers(200, meetingView, AS_IT_IS)
  remove(
    @Param('id', { schema: zId }) id: string,
    @Param('itemId', { schema: zId }) itemId: string,
    @SeenVersion() seen: number,
    @Body({ schema: reasonBody }) { reason }: Reason,
    @Context() context: CommandContext,
  ) {
    return this.agenda.remove(context, id, itemId, seen, reason);
  }

  @Post('cancellation')
  @Requires('meeting.write')
  @ApiOperation({ operationId: 'cancelMeeting', summary: 'Not held: the next one has its agenda and its number' })
  @Answers(200, meetingView, AS_IT_IS)
  cancel(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: reasonBody }) { reason }: Reason,
    @Context() context: CommandContext,
  ) {
    return this.cancelling.cancel(context, id, seen, reason);
  }
}

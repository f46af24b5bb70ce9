import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, AnswersFile, Context, DOCX, fileAnswer, Requires, SeenVersion, zId } from '#platform/http/index.js';
import { plainMeetingBody } from './meeting-acts.dto.js';
import { icsQuery } from './meeting.dto.js';
import { minutesDocx } from './meeting.docx.js';
import { paperWords } from './meeting.docx-words.js';
import {
  correctMinutesBody,
  minutesFileQuery,
  minutesQuery,
  minutesView,
  saveMinutesBody,
  type SaveMinutesBody,
} from './meeting-minutes.dto.js';
import { MeetingMinutesService } from './meeting-minutes.service.js';
import { MeetingReader } from './meeting.reader.js';

const ICS = 'text/calendar; charset=utf-8';

/** Minutes, and what of a meeting goes out as a file. */
@ApiTags('meetings')
@Controller('api/v1')
export class MeetingMinutesController {
  constructor(
    private readonly minutes: MeetingMinutesService,
    private readonly reader: MeetingReader,
  ) {}

  @Get('meetings/:id/minutes')
  @Requires('agenda.read')
  @ApiOperation({ operationId: 'getMinutes', summary: 'The minutes, as far as you may see them' })
  @Answers(200, minutesView, 'An edition of the minutes.')
  read(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: minutesQuery }) { edition }: z.output<typeof minutesQuery>,
    @Context() context: CommandContext,
  ) {
    return this.minutes.read(context, id, edition);
  }

  @Patch('meetings/:id/minutes')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'saveMinutes', summary: 'Save what changed of the draft' })
  @Answers(200, minutesView, 'The draft as it is now.')
  save(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: saveMinutesBody }) body: SaveMinutesBody,
    @Context() context: CommandContext,
  ) {
    return this.minutes.save(context, id, seen, body);
  }

  @Post('meetings/:id/minutes/publication')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'publishMinutes', summary: 'Publish the draft; from then on it never changes' })
  @Answers(200, minutesView, 'The published edition.')
  publish(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainMeetingBody }) _body: z.output<typeof plainMeetingBody>,
    @Context() context: CommandContext,
  ) {
    return this.minutes.publish(context, id, seen);
  }

  @Post('meetings/:id/minutes/corrections')
  @Requires('meeting.record')
  @ApiOperation({ operationId: 'correctMinutes', summary: 'Open a draft of the next edition' })
  @Answers(201, minutesView, 'The draft.')
  correct(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: correctMinutesBody }) { reason }: z.output<typeof correctMinutesBody>,
    @Context() context: CommandContext,
  ) {
    return this.minutes.correct(context, id, reason);
  }

  @Get('meetings/:id/minutes.docx')
  @Requires('agenda.read')
  @ApiOperation({ operationId: 'getMinutesDocument', summary: 'The minutes as a Word document, laid out by GB/T 9704' })
  @AnswersFile([DOCX], 'The document.')
  async document(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: minutesFileQuery }) { edition, language }: z.output<typeof minutesFileQuery>,
    @Context() context: CommandContext,
  ) {
    const { minutes, head } = await this.minutes.paper(context, id, edition);
    const content = await minutesDocx(minutes, head, language);
    const words = paperWords[language];
    return fileAnswer({
      content,
      mediaType: DOCX,
      name: `${words.title(head)}${words.number(head.year, head.number)}.docx`,
    });
  }

  @Get('meetings/:id/calendar.ics')
  @Requires('meeting.read')
  @ApiOperation({ operationId: 'getMeetingCalendar', summary: 'The meeting for a calendar' })
  @AnswersFile([ICS], 'A calendar with this meeting.')
  async calendarOf(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: icsQuery }) { language }: z.output<typeof icsQuery>,
    @Context() context: CommandContext,
  ) {
    return ics(await this.reader.calendar(context, language, id), 'meeting.ics');
  }

  @Get('meeting-calendar.ics')
  @Requires('meeting.read')
  @ApiOperation({ operationId: 'getMeetingsCalendar', summary: 'All coming meetings for a calendar' })
  @AnswersFile([ICS], 'A calendar with the meetings from today on.')
  async calendar(
    @Query({ schema: icsQuery }) { language }: z.output<typeof icsQuery>,
    @Context() context: CommandContext,
  ) {
    return ics(await this.reader.calendar(context, language), 'meetings.ics');
  }
}

function ics(text: string, name: string) {
  return fileAnswer({ content: new TextEncoder().encode(text), mediaType: ICS, name });
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, zId } from '#platform/http/index.js';
import {
  meetingsPage,
  meetingsQuery,
  meetingView,
  occurrencesQuery,
  occurrencesView,
  seriesListView,
  type MeetingsQuery,
  type OccurrencesQuery,
} from './meeting.dto.js';
import { MeetingReader } from './meeting.reader.js';

@ApiTags('meetings')
@Controller('api/v1')
export class MeetingController {
  constructor(private readonly reader: MeetingReader) {}

  @Get('meeting-series')
  @Requires('meeting.read')
  @ApiOperation({ operationId: 'listMeetingSeries', summary: 'The series of weekly meetings, each with its next one' })
  @Answers(200, seriesListView, 'The series.')
  series(@Context() context: CommandContext) {
    return this.reader.series(context);
  }

  @Get('meeting-series/:id/occurrences')
  @Requires('meeting.read')
  @ApiOperation({
    operationId: 'listMeetingOccurrences',
    summary: 'The meetings of a series in a span of days, opened or still to come',
  })
  @Answers(200, occurrencesView, 'The meetings, in order.')
  occurrences(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: occurrencesQuery }) query: OccurrencesQuery,
    @Context() context: CommandContext,
  ) {
    return this.reader.occurrences(context, id, query);
  }

  @Get('meetings')
  @Requires('meeting.read')
  @ApiOperation({ operationId: 'listMeetings', summary: 'Opened meetings, the latest first' })
  @Answers(200, meetingsPage, 'A page of meetings.')
  list(@Query({ schema: meetingsQuery }) query: MeetingsQuery, @Context() context: CommandContext) {
    return this.reader.list(context, query);
  }

  @Get('meetings/:id')
  @Requires('agenda.read')
  @ApiOperation({ operationId: 'getMeeting', summary: 'A meeting and its agenda, as far as you may see it' })
  @Answers(200, meetingView, 'The meeting.')
  one(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.one(context, id);
  }
}

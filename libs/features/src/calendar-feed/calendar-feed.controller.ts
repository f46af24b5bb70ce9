import { Controller, Delete, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, AnswersFile, Context, fileAnswer, Public, Requires, zText } from '#platform/http/index.js';
import {
  feedQuery,
  feedView,
  madeFeedView,
  type FeedQuery,
  type FeedView,
  type MadeFeedView,
} from './calendar-feed.dto.js';
import { CalendarFeedService } from './calendar-feed.service.js';

const ICS = 'text/calendar; charset=utf-8';

@ApiTags('calendar feeds')
@Controller('api/v1')
export class CalendarFeedController {
  constructor(private readonly feeds: CalendarFeedService) {}

  @Get('me/calendar-feed')
  @Requires('meeting.read')
  @ApiOperation({ operationId: 'getCalendarFeed', summary: 'Whether you have a secret calendar link, and since when' })
  @Answers(200, feedView, 'Since when.')
  own(@Context() context: CommandContext): Promise<FeedView> {
    return this.feeds.own(context);
  }

  @Post('me/calendar-feed')
  @Requires('meeting.read')
  @ApiOperation({
    operationId: 'makeCalendarFeed',
    summary: 'Make a secret calendar link; the one before stops working',
  })
  @Answers(201, madeFeedView, 'The link, told this once.')
  make(@Context() context: CommandContext): Promise<MadeFeedView> {
    return this.feeds.make(context);
  }

  @Delete('me/calendar-feed')
  @Requires('meeting.read')
  @ApiOperation({ operationId: 'revokeCalendarFeed', summary: 'Revoke your calendar link' })
  @Answers(200, feedView, 'There is none any more.')
  revoke(@Context() context: CommandContext): Promise<FeedView> {
    return this.feeds.revoke(context);
  }

  // Not through @Context: the secret says whose district it is, and who asks has no session.
  @Get('calendar-feeds/:file')
  @Public()
  @ApiOperation({
    operationId: 'readCalendarFeed',
    summary: 'The coming meetings by a secret link, for a calendar program',
    description: 'After repeated wrong links 429 `session.too_many_attempts` with `Retry-After`.',
  })
  @AnswersFile([ICS], 'A calendar with the meetings from today on.')
  async read(
    @Param('file', { schema: zText(150) }) file: string,
    @Query({ schema: feedQuery }) query: FeedQuery,
    @Req() request: FastifyRequest,
  ) {
    const text = await this.feeds.read({ ...query, file, requestId: request.id, from: request.ip });
    return fileAnswer({ content: new TextEncoder().encode(text), mediaType: ICS, name: 'meetings.ics' });
  }
}

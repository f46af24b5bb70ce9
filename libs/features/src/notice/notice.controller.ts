import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, type Page } from '#platform/http/index.js';
import {
  markRead,
  noticePage,
  noticesQuery,
  unreadView,
  type MarkRead,
  type NoticesQuery,
  type NoticeView,
} from './notice.dto.js';
import { NoticeService } from './notice.service.js';

@ApiTags('notices')
@Controller('api/v1/notices')
export class NoticeController {
  constructor(private readonly notices: NoticeService) {}

  @Get()
  @Requires('notice.read')
  @ApiOperation({ operationId: 'listNotices', summary: 'Your inbox, newest first, in your language' })
  @Answers(200, noticePage, 'A page of the inbox.')
  list(
    @Query({ schema: noticesQuery }) query: NoticesQuery,
    @Context() context: CommandContext,
  ): Promise<Page<NoticeView> & { unread: number }> {
    return this.notices.inbox(context, query);
  }

  @Post('read')
  @Requires('notice.read')
  @ApiOperation({ operationId: 'markNoticesRead', summary: 'Mark some of your notices, or all up to one, as read' })
  @Answers(200, unreadView, 'How many are still unread.')
  markRead(
    @Body({ schema: markRead }) body: MarkRead,
    @Context() context: CommandContext,
  ): Promise<{ unread: number }> {
    return this.notices.markRead(context, body);
  }
}

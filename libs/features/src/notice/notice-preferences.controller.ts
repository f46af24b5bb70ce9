import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion } from '#platform/http/index.js';
import {
  noticePreferencesBody,
  noticePreferencesView,
  type NoticePreferencesBody,
  type NoticePreferencesView,
} from './notice-preferences.dto.js';
import { NoticePreferencesService } from './notice-preferences.service.js';

@ApiTags('notices')
@Controller('api/v1/me/notice-preferences')
export class NoticePreferencesController {
  constructor(private readonly preferences: NoticePreferencesService) {}

  @Get()
  @Requires('notice.prefer')
  @ApiOperation({ operationId: 'getNoticePreferences', summary: 'What you are mailed of, and what of that is duty' })
  @Answers(200, noticePreferencesView, 'Every topic.')
  read(@Context() context: CommandContext): Promise<NoticePreferencesView> {
    return this.preferences.read(context);
  }

  @Put()
  @Requires('notice.prefer')
  @ApiOperation({ operationId: 'setNoticePreferences', summary: 'Say which topics you do without by mail' })
  @Answers(200, noticePreferencesView, 'Every topic, as it is now.')
  write(
    @Body({ schema: noticePreferencesBody }) body: NoticePreferencesBody,
    @SeenVersion() seen: number,
    @Context() context: CommandContext,
  ): Promise<NoticePreferencesView> {
    return this.preferences.write(context, seen, body);
  }
}

import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import { answerFeedbackBody, feedbackPage, feedbackQuery, feedbackView, fileFeedbackBody } from './feedback.dto.js';
import type { FeedbackQuery, FileFeedbackBody } from './feedback.dto.js';
import { FeedbackService } from './feedback.service.js';

@ApiTags('feedback')
@Controller('api/v1/feedback')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  @Post()
  @Requires('feedback.file')
  @ApiOperation({ operationId: 'fileFeedback', summary: 'Say what you think of the system' })
  @Answers(201, feedbackView, 'The feedback as filed.')
  file(@Body({ schema: fileFeedbackBody }) body: FileFeedbackBody, @Context() context: CommandContext) {
    return this.feedback.file(context, body);
  }

  @Get()
  @Requires('feedback.file')
  @ApiOperation({
    operationId: 'listFeedback',
    summary: 'Your own feedback with its answers; all of it for those who answer it',
  })
  @Answers(200, feedbackPage, 'A page of feedback, the newest first.')
  list(@Query({ schema: feedbackQuery }) query: FeedbackQuery, @Context() context: CommandContext) {
    return this.feedback.list(context, query);
  }

  @Post(':id/answer')
  @Requires('feedback.read')
  @ApiOperation({ operationId: 'answerFeedback', summary: 'Answer it; who filed it is told' })
  @Answers(200, feedbackView, 'The feedback with its answer.')
  answer(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: answerFeedbackBody }) { text }: z.output<typeof answerFeedbackBody>,
    @Context() context: CommandContext,
  ) {
    return this.feedback.answer(context, id, seen, text);
  }
}

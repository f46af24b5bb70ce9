import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, zId } from '#platform/http/index.js';
import { fileProblemBody, standingView } from './problem.dto.js';
import { ProblemReader } from './problem.reader.js';
import { ProblemService } from './problem.service.js';
import { problemsPage, problemsQuery, problemView, timelinePage, timelineQuery } from './problem-views.dto.js';

@ApiTags('problems')
@Controller('api/v1/problems')
export class ProblemController {
  constructor(
    private readonly problems: ProblemService,
    private readonly reader: ProblemReader,
  ) {}

  @Post()
  @Requires('problem.file')
  @ApiOperation({ operationId: 'fileProblem', summary: 'File a problem; repeat safely with an Idempotency-Key' })
  @Answers(201, standingView, 'Filed: its number, its version and its clocks.')
  file(@Body({ schema: fileProblemBody }) body: z.output<typeof fileProblemBody>, @Context() context: CommandContext) {
    return this.problems.file(context, body);
  }

  @Get()
  @Requires('problem.read')
  @ApiOperation({ operationId: 'listProblems', summary: 'Problems within reach, newest first or by due moment' })
  @Answers(200, problemsPage, 'A page of problems.')
  list(@Query({ schema: problemsQuery }) query: z.output<typeof problemsQuery>, @Context() context: CommandContext) {
    return this.reader.list(context, query);
  }

  @Get(':id')
  @Requires('problem.read')
  @ApiOperation({
    operationId: 'getProblem',
    summary: 'One problem: where it stands, its clocks day by day, what you may do',
  })
  @Answers(200, problemView, 'The problem.')
  one(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.one(context, id);
  }

  @Get(':id/timeline')
  @Requires('problem.read')
  @ApiOperation({ operationId: 'getProblemTimeline', summary: 'Everything that happened to it, oldest first' })
  @Answers(200, timelinePage, 'A page of its timeline.')
  timeline(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: timelineQuery }) query: z.output<typeof timelineQuery>,
    @Context() context: CommandContext,
  ) {
    return this.reader.timeline(context, id, query);
  }
}

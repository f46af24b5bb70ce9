import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, zId } from '#platform/http/index.js';
import {
  decisionsPage,
  decisionsQuery,
  decisionSummaryQuery,
  decisionSummaryView,
  decisionView,
} from './decision.dto.js';
import { DecisionReader } from './decision.reader.js';

@ApiTags('decisions')
@Controller('api/v1/decisions')
export class DecisionController {
  constructor(private readonly reader: DecisionReader) {}

  @Get()
  @Requires('decision.read')
  @ApiOperation({ operationId: 'listDecisions', summary: 'Decisions within reach, newest first or by due moment' })
  @Answers(200, decisionsPage, 'A page of decisions.')
  list(@Query({ schema: decisionsQuery }) query: z.output<typeof decisionsQuery>, @Context() context: CommandContext) {
    return this.reader.list(context, query);
  }

  @Get('summary')
  @Requires('decision.read')
  @ApiOperation({ operationId: 'summarizeDecisions', summary: 'Counts by lead unit, of the decisions within reach' })
  @Answers(200, decisionSummaryView, 'Open, overdue, claimed and struck off, per lead unit.')
  summary(
    @Query({ schema: decisionSummaryQuery }) query: z.output<typeof decisionSummaryQuery>,
    @Context() context: CommandContext,
  ) {
    return this.reader.summary(context, query);
  }

  @Get(':id')
  @Requires('decision.read')
  @ApiOperation({
    operationId: 'getDecision',
    summary: 'One decision: where it stands, its date day by day, its timeline, what you may do',
  })
  @Answers(200, decisionView, 'The decision.')
  one(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.one(context, id);
  }
}

import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  addToVisitBody,
  correctVisitBody,
  logVisitBody,
  suggestionsQuery,
  suggestionsView,
  visitsPage,
  visitsQuery,
  visitView,
  withdrawVisitBody,
} from './visit.dto.js';
import type { CorrectVisitBody, LogVisitBody, SuggestionsQuery, VisitsQuery } from './visit.dto.js';
import { VisitReader } from './visit.reader.js';
import { VisitService } from './visit.service.js';

@ApiTags('visits')
@Controller('api/v1/visits')
export class VisitController {
  constructor(
    private readonly visits: VisitService,
    private readonly reader: VisitReader,
  ) {}

  @Post()
  @Requires('visit.log')
  @ApiOperation({
    operationId: 'logVisit',
    summary: 'Log a visit, with the problems found on it; repeat safely with an Idempotency-Key or its id',
  })
  @Answers(201, visitView, 'The visit as logged; its problems are filed.')
  log(@Body({ schema: logVisitBody }) body: LogVisitBody, @Context() context: CommandContext) {
    return this.visits.log(context, body);
  }

  @Get()
  @Requires('visit.read')
  @ApiOperation({ operationId: 'listVisits', summary: 'Visits within reach, the latest first' })
  @Answers(200, visitsPage, 'A page of visits.')
  list(@Query({ schema: visitsQuery }) query: VisitsQuery, @Context() context: CommandContext) {
    return this.reader.list(context, query);
  }

  @Get('suggestions')
  @Requires('visit.log')
  @ApiOperation({ operationId: 'suggestVisits', summary: 'Projects you may be visiting, the nearest first' })
  @Answers(200, suggestionsView, 'Projects with their last visit.')
  suggestions(@Query({ schema: suggestionsQuery }) query: SuggestionsQuery, @Context() context: CommandContext) {
    return this.reader.suggestions(context, query);
  }

  @Get(':id')
  @Requires('visit.read')
  @ApiOperation({ operationId: 'getVisit', summary: 'One visit with its photos, problems and what was added' })
  @Answers(200, visitView, 'The visit.')
  one(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.one(context, id);
  }

  @Put(':id')
  @Requires('visit.log')
  @ApiOperation({ operationId: 'correctVisit', summary: 'Correct your own visit within a day of its arrival' })
  @Answers(200, visitView, 'The visit as corrected; what it said before is kept.')
  correct(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: correctVisitBody }) body: CorrectVisitBody,
    @Context() context: CommandContext,
  ) {
    return this.visits.correct(context, id, seen, body);
  }

  @Post(':id/addenda')
  @Requires('visit.log')
  @ApiOperation({ operationId: 'addToVisit', summary: 'Add to your own visit, at any time' })
  @Answers(201, visitView, 'The visit with what was added.')
  add(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: addToVisitBody }) { text }: z.output<typeof addToVisitBody>,
    @Context() context: CommandContext,
  ) {
    return this.visits.add(context, id, text);
  }

  @Post(':id/withdrawal')
  @Requires('visit.log')
  @ApiOperation({ operationId: 'withdrawVisit', summary: 'Take a mistaken visit back, with a reason' })
  @Answers(200, visitView, 'The visit as withdrawn.')
  withdraw(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: withdrawVisitBody }) { reason }: z.output<typeof withdrawVisitBody>,
    @Context() context: CommandContext,
  ) {
    return this.visits.withdraw(context, id, seen, reason);
  }
}

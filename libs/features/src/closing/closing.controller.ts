import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import type { PeriodKind, PlainDate } from '#domain/calendar/index.js';
import { Answers, Context, Requires, SeenVersion, zId, zPlainDate } from '#platform/http/index.js';
import { ClosingDuties } from './closing.duties.js';
import {
  cardsPage,
  cardsQuery,
  cardView,
  closedProjectsPage,
  closedProjectsQuery,
  closingsQuery,
  closingsView,
  lookedBody,
  looksQuery,
  looksView,
  lookView,
  offerBody,
  offeredView,
  talkBody,
  zKind,
} from './closing.dto.js';
import { ClosingReader } from './closing.reader.js';

/** Closed periods and what followed: cards, talks, duties to look. */
@ApiTags('closing')
@Controller('api/v1')
export class ClosingController {
  constructor(
    private readonly reader: ClosingReader,
    private readonly duties: ClosingDuties,
  ) {}

  @Get('closings')
  @Requires('progress.read')
  @ApiOperation({ operationId: 'listClosings', summary: 'Closed periods with their sums, the newest first' })
  @Answers(200, closingsView, 'The closed periods.')
  closings(
    @Query({ schema: closingsQuery }) query: z.output<typeof closingsQuery>,
    @Context() context: CommandContext,
  ) {
    return this.reader.closings(context, query);
  }

  @Get('closings/:kind/:start/projects')
  @Requires('progress.read')
  @ApiOperation({
    operationId: 'listClosedProjects',
    summary: 'How projects stood when a period was closed, gaps first',
  })
  @Answers(200, closedProjectsPage, 'A page of projects.')
  projects(
    @Param('kind', { schema: zKind }) kind: PeriodKind,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @Query({ schema: closedProjectsQuery }) query: z.output<typeof closedProjectsQuery>,
    @Context() context: CommandContext,
  ) {
    return this.reader.projects(context, kind, start, query);
  }

  @Post('closings/:kind/:start/offers')
  @Requires('agenda.write')
  @ApiOperation({
    operationId: 'offerCandidates',
    summary: 'Put projects that fell short on the next agenda of their line',
  })
  @Answers(201, offeredView, 'Where each of them stands now.')
  offer(
    @Param('kind', { schema: zKind }) kind: PeriodKind,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @Body({ schema: offerBody }) { projectIds, ask }: z.output<typeof offerBody>,
    @Context() context: CommandContext,
  ) {
    return this.duties.offer(context, kind, start, projectIds, ask);
  }

  @Get('cards')
  @Requires('progress.read')
  @ApiOperation({ operationId: 'listCards', summary: 'Blue, yellow and red cards, the newest first' })
  @Answers(200, cardsPage, 'A page of cards.')
  cards(@Query({ schema: cardsQuery }) query: z.output<typeof cardsQuery>, @Context() context: CommandContext) {
    return this.reader.cards(context, query);
  }

  @Get('cards/:id')
  @Requires('progress.read')
  @ApiOperation({ operationId: 'getCard', summary: 'A card with its talks and the ones before it' })
  @Answers(200, cardView, 'The card.')
  card(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return this.reader.card(context, id);
  }

  @Post('cards/:id/talks')
  @Requires('card.talk')
  @ApiOperation({ operationId: 'recordTalk', summary: 'Put a talk about a card on record' })
  @Answers(201, cardView, 'The card with its talks.')
  talk(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: talkBody }) body: z.output<typeof talkBody>,
    @Context() context: CommandContext,
  ) {
    return this.duties.talk(context, id, seen, body);
  }

  @Get('looks')
  @Requires('progress.read')
  @ApiOperation({ operationId: 'listLooks', summary: 'What leaders must look at: your own, or all of the district' })
  @Answers(200, looksView, 'The duties, open ones first.')
  looks(@Query({ schema: looksQuery }) { open }: z.output<typeof looksQuery>, @Context() context: CommandContext) {
    return this.reader.looks(context, open);
  }

  @Post('looks/:id/looked')
  @Requires('look.write')
  @ApiOperation({ operationId: 'reportLooked', summary: 'Say that you looked, and what came of it' })
  @Answers(200, lookView, 'The duty, done.')
  looked(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: lookedBody }) { note }: z.output<typeof lookedBody>,
    @Context() context: CommandContext,
  ) {
    return this.duties.looked(context, id, seen, note);
  }
}

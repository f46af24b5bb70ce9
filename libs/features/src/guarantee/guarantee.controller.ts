import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, zId } from '#platform/http/index.js';
import {
  breakdownQuery,
  breakdownView,
  chainQuery,
  chainView,
  curveQuery,
  curveView,
  figuresQuery,
  figuresView,
  resultsQuery,
  resultsView,
} from './chain.dto.js';
import type {
  BreakdownQuery,
  BreakdownView,
  ChainQuery,
  ChainView,
  CurveQuery,
  CurveView,
  FiguresView,
  ResultsQuery,
  ResultsView,
} from './chain.dto.js';
import { ChainReader } from './chain.reader.js';
import { FiguresReader } from './figures.reader.js';
import { ResultsReader } from './results.reader.js';

@ApiTags('progress')
@Controller('api/v1')
export class GuaranteeController {
  constructor(
    private readonly chains: ChainReader,
    private readonly results: ResultsReader,
    private readonly figuresReader: FiguresReader,
  ) {}

  @Get('chain')
  @ApiOperation({ operationId: 'getChain', summary: 'Whether week, ten-day period, month, quarter and year will hold' })
  @Requires('progress.read')
  @Answers(200, chainView, 'The five links around the day, and the sentence that says it.')
  chain(@Query({ schema: chainQuery }) query: ChainQuery, @Context() context: CommandContext): Promise<ChainView> {
    return this.chains.chain(context, query);
  }

  @Get('chain/breakdown')
  @ApiOperation({ operationId: 'getChainBreakdown', summary: 'Who makes up the gap of a link' })
  @Requires('progress.read')
  @Answers(200, breakdownView, 'The furthest behind first.')
  breakdown(
    @Query({ schema: breakdownQuery }) query: BreakdownQuery,
    @Context() context: CommandContext,
  ): Promise<BreakdownView> {
    return this.chains.breakdown(context, query);
  }

  @Get('chain/curve')
  @ApiOperation({ operationId: 'getChainCurve', summary: "A year's plan, actual and forecast, span by span" })
  @Requires('progress.read')
  @Answers(200, curveView, 'The S-curve.')
  curve(@Query({ schema: curveQuery }) query: CurveQuery, @Context() context: CommandContext): Promise<CurveView> {
    return this.chains.curve(context, query);
  }

  @Get('results')
  @ApiOperation({ operationId: 'getResults', summary: 'Investment done against plan, this year and last' })
  @Requires('progress.read')
  @Answers(200, resultsView, 'The table, and a sum that counts nothing twice.')
  table(
    @Query({ schema: resultsQuery }) query: ResultsQuery,
    @Context() context: CommandContext,
  ): Promise<ResultsView> {
    return this.results.results(context, query);
  }

  @Get('projects/:id/figures')
  @ApiOperation({ operationId: 'getProjectFigures', summary: 'Plan and actual per span, with every entry behind them' })
  @Requires('progress.read')
  @Answers(200, figuresView, 'Every span of the year, in order.')
  figures(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: figuresQuery }) { year }: z.output<typeof figuresQuery>,
    @Context() context: CommandContext,
  ): Promise<FiguresView> {
    return this.figuresReader.figures(context, id, year);
  }
}

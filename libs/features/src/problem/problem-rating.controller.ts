import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId, type Page } from '#platform/http/index.js';
import {
  rateBody,
  ratedView,
  ratingsPage,
  ratingsQuery,
  type RateBody,
  type RatedView,
  type RatingRowView,
  type RatingsQuery,
} from './problem-rating.dto.js';
import { ProblemRatingService } from './problem-rating.service.js';

@ApiTags('ratings')
@Controller('api/v1')
export class ProblemRatingController {
  constructor(private readonly ratings: ProblemRatingService) {}

  @Post('problems/:id/rating')
  @Requires('problem.rate')
  @ApiOperation({
    operationId: 'rateProblem',
    summary: 'The filing unit rates the department once it is struck off; to be changed until the month is over',
  })
  @Answers(200, ratedView, 'Where the problem stands, and the rating.')
  rate(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: rateBody }) body: RateBody,
    @Context() context: CommandContext,
  ): Promise<RatedView> {
    return this.ratings.rate(context, id, seen, body);
  }

  @Get('ratings')
  @Requires('rating.read')
  @ApiOperation({
    operationId: 'listRatings',
    summary: 'The three rates of each department in a month, with their counts',
  })
  @Answers(200, ratingsPage, 'A page of departments, by name.')
  list(
    @Query({ schema: ratingsQuery }) query: RatingsQuery,
    @Context() context: CommandContext,
  ): Promise<Page<RatingRowView>> {
    return this.ratings.rates(context, query);
  }
}

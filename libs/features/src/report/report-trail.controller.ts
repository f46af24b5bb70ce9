import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, zId } from '#platform/http/index.js';
import { trailPage, trailQuery, type TrailQuery } from './report-trail.dto.js';
import { ReportTrailReader } from './report-trail.reader.js';

@ApiTags('reports')
@Controller('api/v1/projects')
export class ReportTrailController {
  constructor(private readonly reader: ReportTrailReader) {}

  @Get(':id/trail')
  @Requires('report.read')
  @ApiOperation({ operationId: 'getProjectTrail', summary: 'What the weekly reports said of a project, newest first' })
  @Answers(200, trailPage, 'A page of weeks.')
  trail(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: trailQuery }) query: TrailQuery,
    @Context() context: CommandContext,
  ) {
    return this.reader.trail(context, id, query);
  }
}

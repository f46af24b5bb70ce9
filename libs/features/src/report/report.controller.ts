import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import type { PlainDate } from '#domain/calendar/index.js';
import { Answers, Context, Requires, SeenVersion, zId, zPlainDate } from '#platform/http/index.js';
import { ReportCorrections } from './report.corrections.js';
import {
  correctionBody,
  emptyBody,
  linesBody,
  reportRows,
  reportStanding,
  reportView,
  returnBody,
  unchangedBody,
  weeksQuery,
} from './report.dto.js';
import { ReportReader } from './report.reader.js';
import { ReportService } from './report.service.js';

const STANDS = 'Where the report stands now.';

/** Weekly reports: one per office and reporting period, addressed by the day on which it begins. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportController {
  constructor(
    private readonly reader: ReportReader,
    private readonly reports: ReportService,
    private readonly corrections: ReportCorrections,
  ) {}

  @Get('weeks')
  @Requires('report.read')
  @ApiOperation({ operationId: 'listReports', summary: 'The reports of some weeks, those not begun too, newest first' })
  @Answers(200, reportRows, 'The reports.')
  weeks(@Query({ schema: weeksQuery }) query: z.output<typeof weeksQuery>, @Context() context: CommandContext) {
    return this.reader.weeks(context, query);
  }

  @Get(':officeId/:start')
  @Requires('report.read')
  @ApiOperation({ operationId: 'getReport', summary: 'A report with its projects, prefilled where nothing is written' })
  @Answers(200, reportView, 'The report.')
  one(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @Context() context: CommandContext,
  ) {
    return this.reader.one(context, officeId, start);
  }

  @Put(':officeId/:start/lines')
  @Requires('report.write')
  @ApiOperation({ operationId: 'writeReportLines', summary: 'Save some lines of a draft; the others stay as they are' })
  @Answers(200, reportStanding, STANDS)
  write(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @SeenVersion() seen: number,
    @Body({ schema: linesBody }) { lines }: z.output<typeof linesBody>,
    @Context() context: CommandContext,
  ) {
    return this.reports.write(context, { officeId, start, seen }, lines);
  }

  @Post(':officeId/:start/unchanged')
  @Requires('report.write')
  @ApiOperation({
    operationId: 'reportUnchanged',
    summary: 'Nothing changed this week: for some projects, or all left',
  })
  @Answers(200, reportStanding, STANDS)
  unchanged(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @SeenVersion() seen: number,
    @Body({ schema: unchangedBody }) { projectIds }: z.output<typeof unchangedBody>,
    @Context() context: CommandContext,
  ) {
    return this.reports.unchanged(context, { officeId, start, seen }, projectIds);
  }

  @Post(':officeId/:start/submit')
  @Requires('report.write')
  @ApiOperation({ operationId: 'submitReport', summary: 'Hand a report in: its figures count from now on' })
  @Answers(200, reportStanding, STANDS)
  submit(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @SeenVersion() seen: number,
    @Body({ schema: emptyBody }) _body: z.output<typeof emptyBody>,
    @Context() context: CommandContext,
  ) {
    return this.reports.submit(context, { officeId, start, seen });
  }

  @Post(':officeId/:start/accept')
  @Requires('report.accept')
  @ApiOperation({ operationId: 'acceptReport', summary: 'Accept a report' })
  @Answers(200, reportStanding, STANDS)
  accept(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @SeenVersion() seen: number,
    @Body({ schema: emptyBody }) _body: z.output<typeof emptyBody>,
    @Context() context: CommandContext,
  ) {
    return this.reports.accept(context, { officeId, start, seen });
  }

  @Post(':officeId/:start/return')
  @Requires('report.accept')
  @ApiOperation({ operationId: 'returnReport', summary: 'Give a report back to its office, with a reason' })
  @Answers(200, reportStanding, STANDS)
  giveBack(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @SeenVersion() seen: number,
    @Body({ schema: returnBody }) { reason }: z.output<typeof returnBody>,
    @Context() context: CommandContext,
  ) {
    return this.reports.giveBack(context, { officeId, start, seen }, reason);
  }

  @Post(':officeId/:start/corrections')
  @Requires('report.write')
  @ApiOperation({
    operationId: 'correctFigure',
    summary: 'Correct a figure that was handed in: one more entry, with a reason',
  })
  @Answers(201, reportStanding, STANDS)
  correct(
    @Param('officeId', { schema: zId }) officeId: string,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @SeenVersion() seen: number,
    @Body({ schema: correctionBody }) body: z.output<typeof correctionBody>,
    @Context() context: CommandContext,
  ) {
    return this.corrections.correct(context, { officeId, start, seen }, body);
  }
}

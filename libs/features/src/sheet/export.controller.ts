import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { auditFilters, auditTrail } from '#features/audit/index.js';
import { DecisionReader, decisionsQuery, decisionSummaryQuery } from '#features/decision/index.js';
import { feedbackQuery, FeedbackService } from '#features/feedback/index.js';
import { MeetingReader, meetingsQuery } from '#features/meeting/index.js';
import { ProblemRatingService, ProblemReader, problemsQuery, ratingsQuery } from '#features/problem/index.js';
import { VisitReader, visitsQuery } from '#features/visit/index.js';
import { AnswersFile, Context, Requires, XLSX, zId } from '#platform/http/index.js';
import { allOf, ExportService, pagesOf } from './export.service.js';
import { auditTable, feedbackTable } from './record.tables.js';
import {
  agendaTable,
  decisionTable,
  decisionUnitTable,
  meetingTable,
  problemTable,
  ratingTable,
  visitTable,
} from './work.tables.js';

const paging = { limit: true, cursor: true } as const;
const problemFilters = problemsQuery.omit(paging);
const ratingFilters = ratingsQuery.omit(paging);
const visitFilters = visitsQuery.omit(paging);
const decisionFilters = decisionsQuery.omit(paging);
const meetingFilters = meetingsQuery.omit(paging);
const feedbackFilters = feedbackQuery.omit(paging);

/** Tables on their way out: what a list shows its reader, filters kept, nothing beyond their reach. */
@ApiTags('sheets')
@Controller('api/v1/sheets/exports')
export class ExportController {
  constructor(
    private readonly exporter: ExportService,
    private readonly database: Database,
    private readonly problems: ProblemReader,
    private readonly ratings: ProblemRatingService,
    private readonly visitReader: VisitReader,
    private readonly decisionReader: DecisionReader,
    private readonly meetingReader: MeetingReader,
    private readonly feedbackService: FeedbackService,
  ) {}

  @Get('problems')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportProblems', summary: 'The problems of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  exportProblems(
    @Query({ schema: problemFilters }) filters: z.output<typeof problemFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.problems.list(context, { ...filters, ...page }));
    return this.exporter.workbook(context, problemTable, filters, rows);
  }

  @Get('ratings')
  @Requires('rating.read')
  @ApiOperation({
    operationId: 'exportRatings',
    summary: 'The three rates of each department in a month as a workbook',
  })
  @AnswersFile([XLSX], 'The workbook.')
  exportRatings(
    @Query({ schema: ratingFilters }) filters: z.output<typeof ratingFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.ratings.rates(context, { ...filters, ...page }));
    return this.exporter.workbook(context, ratingTable, filters, rows);
  }

  @Get('visits')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportVisits', summary: 'The visits of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  visits(@Query({ schema: visitFilters }) filters: z.output<typeof visitFilters>, @Context() context: CommandContext) {
    const rows = pagesOf((page) => this.visitReader.list(context, { ...filters, ...page }));
    return this.exporter.workbook(context, visitTable, filters, rows);
  }

  @Get('decisions')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportDecisions', summary: 'The decisions of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  decisions(
    @Query({ schema: decisionFilters }) filters: z.output<typeof decisionFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.decisionReader.list(context, { ...filters, ...page }));
    return this.exporter.workbook(context, decisionTable, filters, rows);
  }

  @Get('decision-units')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportDecisionUnits', summary: 'How far the decisions of each lead unit are' })
  @AnswersFile([XLSX], 'The workbook.')
  decisionUnits(
    @Query({ schema: decisionSummaryQuery }) filters: z.output<typeof decisionSummaryQuery>,
    @Context() context: CommandContext,
  ) {
    const rows = allOf(async () => (await this.decisionReader.summary(context, filters)).units);
    return this.exporter.workbook(context, decisionUnitTable, filters, rows);
  }

  @Get('meetings')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportMeetings', summary: 'The meetings of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  meetings(
    @Query({ schema: meetingFilters }) filters: z.output<typeof meetingFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.meetingReader.list(context, { ...filters, ...page }));
    return this.exporter.workbook(context, meetingTable, filters, rows);
  }

  @Get('meetings/:id/agenda')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportAgenda', summary: 'The agenda of a meeting, as far as you may see it' })
  @AnswersFile([XLSX], 'The workbook.')
  agenda(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    const rows = allOf(async () => (await this.meetingReader.one(context, id)).items);
    return this.exporter.workbook(context, agendaTable, { meetingId: id }, rows);
  }

  @Get('feedback')
  @Requires('feedback.read')
  @ApiOperation({ operationId: 'exportFeedback', summary: 'The feedback of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  feedback(
    @Query({ schema: feedbackFilters }) filters: z.output<typeof feedbackFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.feedbackService.list(context, { ...filters, ...page }));
    return this.exporter.workbook(context, feedbackTable, filters, rows);
  }

  @Get('audit')
  @Requires('audit.read')
  @ApiOperation({ operationId: 'exportAudit', summary: 'The audit trail, filtered, as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  audit(@Query({ schema: auditFilters }) filters: z.output<typeof auditFilters>, @Context() context: CommandContext) {
    const rows = pagesOf((page) => this.database.read(context, (tx) => auditTrail(tx, { ...filters, ...page })));
    return this.exporter.workbook(context, auditTable, filters, rows);
  }
}

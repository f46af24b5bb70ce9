import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import type { PeriodKind, PlainDate } from '#domain/calendar/index.js';
import {
  cardsQuery,
  closedProjectsQuery,
  ClosingReader,
  closingsQuery,
  looksQuery,
  zPeriodKind,
} from '#features/closing/index.js';
import { CommitmentReader, contractsQuery } from '#features/commitment/index.js';
import { ResultsReader, resultsQuery } from '#features/guarantee/index.js';
import { LightReader, lightsQuery } from '#features/light/index.js';
import { monthPlans } from '#features/plan/index.js';
import { PlanLedgerReader, plansQuery } from '#features/plan-ledger/index.js';
import { ProjectReader, projectsQuery } from '#features/project/index.js';
import { ReportReader, weeksQuery } from '#features/report/index.js';
import { AnswersFile, Context, Requires, XLSX, zPlainDate } from '#platform/http/index.js';
import { allOf, ExportService, pagesOf } from './export.service.js';
import * as tables from './progress.tables.js';

const paging = { limit: true, cursor: true } as const;
const projectFilters = projectsQuery.omit(paging);
const planFilters = plansQuery.omit(paging);
/** Of a project without a plan. */
const NO_MONTHS: readonly number[] = Array.from({ length: 12 }, () => 0);
const cardFilters = cardsQuery.omit(paging);
const closedProjectFilters = closedProjectsQuery.omit(paging);
const contractFilters = contractsQuery.omit(paging);

/** Projects and what they are measured by, on their way out: what a list shows its reader, filters kept. */
@ApiTags('sheets')
@Controller('api/v1/sheets/exports')
export class ExportProgressController {
  constructor(
    private readonly exporter: ExportService,
    private readonly database: Database,
    private readonly projectReader: ProjectReader,
    private readonly planReader: PlanLedgerReader,
    private readonly reportReader: ReportReader,
    private readonly closingReader: ClosingReader,
    private readonly lightReader: LightReader,
    private readonly resultsReader: ResultsReader,
    private readonly commitmentReader: CommitmentReader,
  ) {}

  @Get('projects')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportProjects', summary: 'The projects of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  exportProjects(
    @Query({ schema: projectFilters }) filters: z.output<typeof projectFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.projectReader.list(context, { ...filters, ...page }));
    return this.exporter.workbook(context, tables.projectTable, filters, rows);
  }

  @Get('plans')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportPlans', summary: "A year's plans by month, of a filtered list" })
  @AnswersFile([XLSX], 'The workbook.')
  plans(@Query({ schema: planFilters }) filters: z.output<typeof planFilters>, @Context() context: CommandContext) {
    const rows = pagesOf(async (page) => {
      const { items, next, year } = await this.planReader.list(context, { ...filters, ...page });
      const ids = items.map(({ id }) => id);
      const months = await this.database.read(context, (tx) => monthPlans(tx, ids, year));
      return { items: items.map((plan) => ({ plan, months: months.get(plan.id) ?? NO_MONTHS })), next };
    });
    return this.exporter.workbook(context, tables.planTable, filters, rows);
  }

  @Get('reports')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportReports', summary: 'The reports of some weeks as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  reports(@Query({ schema: weeksQuery }) filters: z.output<typeof weeksQuery>, @Context() context: CommandContext) {
    const rows = allOf(() => this.reportReader.weeks(context, filters));
    return this.exporter.workbook(context, tables.reportTable, filters, rows);
  }

  @Get('report-lines')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportReportLines', summary: 'What is written in the reports of some weeks' })
  @AnswersFile([XLSX], 'The workbook.')
  reportLines(@Query({ schema: weeksQuery }) filters: z.output<typeof weeksQuery>, @Context() context: CommandContext) {
    const rows = pagesOf((page) => this.reportReader.written(context, { ...filters, ...page }));
    return this.exporter.workbook(context, tables.reportLineTable, filters, rows);
  }

  @Get('closings')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportClosings', summary: 'Closed periods with their sums as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  closings(
    @Query({ schema: closingsQuery }) filters: z.output<typeof closingsQuery>,
    @Context() context: CommandContext,
  ) {
    const rows = allOf(() => this.closingReader.closings(context, filters));
    return this.exporter.workbook(context, tables.closingTable, filters, rows);
  }

  @Get('closings/:kind/:start/closed-projects')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportClosedProjects', summary: 'How projects stood when a period closed' })
  @AnswersFile([XLSX], 'The workbook.')
  closedProjects(
    @Param('kind', { schema: zPeriodKind }) kind: PeriodKind,
    @Param('start', { schema: zPlainDate }) start: PlainDate,
    @Query({ schema: closedProjectFilters }) filters: z.output<typeof closedProjectFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf((page) => this.closingReader.projects(context, kind, start, { ...filters, ...page }));
    return this.exporter.workbook(context, tables.shortfallTable, { kind, start, ...filters }, rows);
  }

  @Get('cards')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportCards', summary: 'The cards of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  cards(@Query({ schema: cardFilters }) filters: z.output<typeof cardFilters>, @Context() context: CommandContext) {
    const rows = pagesOf((page) => this.closingReader.cards(context, { ...filters, ...page }));
    return this.exporter.workbook(context, tables.cardTable, filters, rows);
  }

  @Get('looks')
  @Requires('sheet.export')
  @ApiOperation({
    operationId: 'exportLooks',
    summary: 'What leaders must look at, and what they found, as a workbook',
  })
  @AnswersFile([XLSX], 'The workbook.')
  looks(@Query({ schema: looksQuery }) filters: z.output<typeof looksQuery>, @Context() context: CommandContext) {
    const rows = allOf(() => this.closingReader.looks(context, filters.open));
    return this.exporter.workbook(context, tables.lookTable, filters, rows);
  }

  @Get('lights')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportLights', summary: 'Projects with their lights as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  lights(@Query({ schema: lightsQuery }) filters: z.output<typeof lightsQuery>, @Context() context: CommandContext) {
    const rows = allOf(async () => (await this.lightReader.lights(context, filters)).items);
    return this.exporter.workbook(context, tables.lightTable, filters, rows);
  }

  @Get('results')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportResults', summary: 'A results table as a workbook, its sum last' })
  @AnswersFile([XLSX], 'The workbook.')
  results(@Query({ schema: resultsQuery }) filters: z.output<typeof resultsQuery>, @Context() context: CommandContext) {
    const rows = allOf(async () => {
      const { rows: groups, subtotals, sum } = await this.resultsReader.results(context, filters);
      return [...groups, ...subtotals, sum];
    });
    return this.exporter.workbook(context, tables.resultTable, filters, rows);
  }

  @Get('commitments')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportCommitments', summary: 'Contracts with each commitment and how it stands' })
  @AnswersFile([XLSX], 'The workbook.')
  commitments(
    @Query({ schema: contractFilters }) filters: z.output<typeof contractFilters>,
    @Context() context: CommandContext,
  ) {
    const rows = pagesOf(async (page) => {
      const { items, next } = await this.commitmentReader.contracts(context, { ...filters, ...page });
      const each = items.flatMap((contract) => contract.commitments.map((commitment) => ({ contract, commitment })));
      return { items: each, next };
    });
    return this.exporter.workbook(context, tables.commitmentTable, filters, rows);
  }
}

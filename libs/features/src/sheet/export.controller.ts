import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { ProblemReader, problemsQuery } from '#features/problem/index.js';
import { ProjectReader, projectsQuery } from '#features/project/index.js';
import { AnswersFile, Context, fileAnswer, Requires, XLSX, type Page } from '#platform/http/index.js';
import { problemTable, projectTable, type ExportTable } from './export-tables.js';
import { writeTable, type CellOut } from './sheet-writing.js';

/** So many rows are read at a time; the table is written as it is read. */
const PAGE = 100;
const paging = { limit: true, cursor: true } as const;
const projectFilters = projectsQuery.omit(paging);
const problemFilters = problemsQuery.omit(paging);

/** Tables on their way out: what a list shows its reader, filters kept, nothing beyond their reach. */
@ApiTags('sheets')
@Controller('api/v1/sheets/exports')
export class ExportController {
  constructor(
    private readonly projects: ProjectReader,
    private readonly problems: ProblemReader,
  ) {}

  @Get('projects')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportProjects', summary: 'The projects of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  exportProjects(
    @Query({ schema: projectFilters }) filters: z.output<typeof projectFilters>,
    @Context() context: CommandContext,
  ) {
    return workbookOf(projectTable, (page) => this.projects.list(context, { ...filters, ...page }));
  }

  @Get('problems')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportProblems', summary: 'The problems of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  exportProblems(
    @Query({ schema: problemFilters }) filters: z.output<typeof problemFilters>,
    @Context() context: CommandContext,
  ) {
    return workbookOf(problemTable, (page) => this.problems.list(context, { ...filters, ...page }));
  }
}

type ReadPage<Row> = (page: { limit: number; cursor?: string | undefined }) => Promise<Page<Row>>;

/** The first page is read before the answer begins, so that a refusal is still an answer of its own. */
async function workbookOf<Row>({ sheet, columns }: ExportTable<Row>, read: ReadPage<Row>) {
  const first = await read({ limit: PAGE });
  async function* rows(): AsyncGenerator<CellOut[]> {
    for (
      let page: Page<Row> | null = first;
      page;
      page = page.next ? await read({ limit: PAGE, cursor: page.next }) : null
    )
      for (const row of page.items) yield columns.map(({ of }) => of(row));
  }
  return fileAnswer({ content: writeTable(sheet, columns, rows()), mediaType: XLSX, name: `${sheet}.xlsx` });
}

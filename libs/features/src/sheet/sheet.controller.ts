import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import {
  Answers,
  AnswersFile,
  bytesOf,
  Context,
  fileAnswer,
  Requires,
  TakesFile,
  XLSX,
  zFileBody,
  zId,
} from '#platform/http/index.js';
import type { SheetImportRow } from './sheet-import.repository.js';
import { SheetImportService } from './sheet-import.service.js';
import type { SheetKindName } from './sheet-kind.js';
import { kindsOfSheet } from './sheet-kinds.js';
import { writeTemplate } from './sheet-writing.js';
import { importQuery, importsPage, importsQuery, importView, zSheetKind, type ImportView } from './sheet.dto.js';

/** Spreadsheets on their way in. */
@ApiTags('sheets')
@Controller('api/v1/sheets')
export class SheetController {
  constructor(private readonly imports: SheetImportService) {}

  @Get('templates/:kind')
  @Requires('sheet.import')
  @ApiOperation({ operationId: 'getSheetTemplate', summary: 'An empty sheet to fill in, with a page that explains it' })
  @AnswersFile([XLSX], 'The workbook.')
  async template(@Param('kind', { schema: zSheetKind }) kind: SheetKindName) {
    const { form, fileName } = kindsOfSheet[kind];
    return fileAnswer({ content: await writeTemplate(form), mediaType: XLSX, name: `${fileName}.xlsx` });
  }

  @Post('imports')
  @Requires('sheet.import')
  @TakesFile(XLSX, 'The workbook, at most 12 MB and 20,000 rows.')
  @ApiOperation({
    operationId: 'importSheet',
    summary: 'Take in a sheet: it is checked whole, then lands whole or not at all',
  })
  @Answers(202, importView, 'The import, to be followed by its id.')
  async takeIn(
    @Query({ schema: importQuery }) query: z.output<typeof importQuery>,
    @Body({ schema: zFileBody }) body: Buffer,
    @Context() context: CommandContext,
  ) {
    return viewOf(await this.imports.takeIn(context, { ...query, content: bytesOf(body) }));
  }

  @Post('imports/:id/confirm')
  @Requires('sheet.import')
  @ApiOperation({ operationId: 'confirmSheetImport', summary: 'Land a sheet that was checked and found right' })
  @Answers(202, importView, 'The import, on its way.')
  async confirm(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return viewOf(await this.imports.confirm(context, id));
  }

  @Get('imports')
  @Requires('sheet.import')
  @ApiOperation({ operationId: 'listSheetImports', summary: 'Your imports, the latest first' })
  @Answers(200, importsPage, 'A page of imports.')
  async list(
    @Query({ schema: importsQuery }) query: z.output<typeof importsQuery>,
    @Context() context: CommandContext,
  ) {
    const { items, next } = await this.imports.mine(context, query);
    return { items: items.map(viewOf), next };
  }

  @Get('imports/:id')
  @Requires('sheet.import')
  @ApiOperation({ operationId: 'getSheetImport', summary: 'How far an import has come, and what is wrong with it' })
  @Answers(200, importView, 'The import.')
  async one(@Param('id', { schema: zId }) id: string, @Context() context: CommandContext) {
    return viewOf(await this.imports.one(context, id));
  }
}

function viewOf({ importId, faults, ...row }: SheetImportRow): ImportView {
  return { ...row, id: importId, faults: faults as ImportView['faults'] };
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { listUsers, usersQuery } from '#features/identity/index.js';
import { LeaveService, leavesQuery } from '#features/leave/index.js';
import { AnswersFile, Context, Requires, XLSX } from '#platform/http/index.js';
import { allOf, ExportService, pagesOf } from './export.service.js';
import { leaveTable, userTable } from './people.tables.js';

const userFilters = usersQuery.omit({ limit: true, cursor: true });

/** Accounts and absences on their way out: what a list shows its reader, filters kept. */
@ApiTags('sheets')
@Controller('api/v1/sheets/exports')
export class ExportPeopleController {
  constructor(
    private readonly exporter: ExportService,
    private readonly database: Database,
    private readonly leaveService: LeaveService,
  ) {}

  @Get('users')
  @Requires('user.read')
  @ApiOperation({ operationId: 'exportUsers', summary: 'The accounts of a filtered list as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  users(@Query({ schema: userFilters }) filters: z.output<typeof userFilters>, @Context() context: CommandContext) {
    const rows = pagesOf((page) => this.database.read(context, (tx) => listUsers(tx, { ...filters, ...page })));
    return this.exporter.workbook(context, userTable, filters, rows);
  }

  @Get('leaves')
  @Requires('sheet.export')
  @ApiOperation({ operationId: 'exportLeaves', summary: 'Leaves within your reach as a workbook' })
  @AnswersFile([XLSX], 'The workbook.')
  leaves(@Query({ schema: leavesQuery }) filters: z.output<typeof leavesQuery>, @Context() context: CommandContext) {
    const rows = allOf(() => this.leaveService.list(context, filters));
    return this.exporter.workbook(context, leaveTable, filters, rows);
  }
}

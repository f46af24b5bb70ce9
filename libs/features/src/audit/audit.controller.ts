import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, type Page } from '#platform/http/index.js';
import { auditPage, auditQuery, type AuditQuery } from './audit.dto.js';
import { auditTrail } from './audit.queries.js';
import type { SealedEntry } from './chain.js';

@ApiTags('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly database: Database) {}

  @Get()
  @Requires('audit.read')
  @ApiOperation({ operationId: 'listAudit', summary: 'The audit trail of the district, newest first' })
  @Answers(200, auditPage, 'A page of the trail.')
  list(
    @Query({ schema: auditQuery }) query: AuditQuery,
    @Context() context: CommandContext,
  ): Promise<Page<SealedEntry>> {
    return this.database.read(context, (tx) => auditTrail(tx, query));
  }
}

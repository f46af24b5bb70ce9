import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires } from '#platform/http/index.js';
import { plansPage, plansQuery, type PlansPageView, type PlansQuery } from './plan-ledger.dto.js';
import { PlanLedgerReader } from './plan-ledger.reader.js';

@ApiTags('plans')
@Controller('api/v1/plans')
export class PlanLedgerController {
  constructor(private readonly reader: PlanLedgerReader) {}

  @Get()
  @Requires('plan.read')
  @ApiOperation({ operationId: 'listPlans', summary: "Every project's plan of a year, with what they come to" })
  @Answers(200, plansPage, 'A page of projects by code, each with the version that holds.')
  list(@Query({ schema: plansQuery }) query: PlansQuery, @Context() context: CommandContext): Promise<PlansPageView> {
    return this.reader.list(context, query);
  }
}

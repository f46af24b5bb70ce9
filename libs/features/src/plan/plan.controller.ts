import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import { planBody, planPreview, planQuery, planView, planYearParam } from './plan.dto.js';
import type { PlanBody, PlanQuery, PlanView } from './plan.dto.js';
import { PlanService } from './plan.service.js';

@ApiTags('plans')
@Controller('api/v1/projects/:id/plan')
export class PlanController {
  constructor(private readonly plans: PlanService) {}

  @Get()
  @ApiOperation({ operationId: 'getProjectPlan', summary: "A project's plan for a year, on every level" })
  @Requires('plan.read')
  @Answers(200, planView, 'The plan as it holds now, with its versions.')
  one(
    @Param('id', { schema: zId }) id: string,
    @Query({ schema: planQuery }) { year }: PlanQuery,
    @Context() context: CommandContext,
  ): Promise<PlanView> {
    return this.plans.one(context, id, year);
  }

  @Put(':year')
  @ApiOperation({ operationId: 'publishProjectPlan', summary: "Publish the next version of a year's plan" })
  @Requires('plan.write')
  @Answers(200, planView, 'The plan as published, or as it would be.')
  publish(
    @Param('id', { schema: zId }) id: string,
    @Param('year', { schema: planYearParam }) year: number,
    @SeenVersion() seen: number,
    @Query({ schema: planPreview }) { preview }: z.output<typeof planPreview>,
    @Body({ schema: planBody }) body: PlanBody,
    @Context() context: CommandContext,
  ): Promise<PlanView> {
    return this.plans.publish(context, id, year, seen, body, preview);
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId, zPlainDate, zText } from '#platform/http/index.js';
import { MilestoneService } from './milestone.service.js';
import { projectView } from './project.dto.js';

const reachBody = z
  .strictObject({ reachedOn: zPlainDate, evidence: zText(500) })
  .meta({ id: 'ReachMilestone', examples: [{ reachedOn: '2026-09-18', evidence: '主体验收记录第3号' }] });
const moveBody = z
  .strictObject({ to: zPlainDate, reason: zText(500) })
  .meta({ id: 'MoveMilestone', examples: [{ to: '2026-10-20', reason: '汛期停工十日' }] });
const takeBackBody = z.strictObject({ reason: zText(500) }).meta({ id: 'TakeBackMilestone' });

@ApiTags('projects')
@Controller('api/v1/projects/:id/milestones/:milestoneId')
export class MilestoneController {
  constructor(private readonly milestones: MilestoneService) {}

  @Post('reach')
  @Requires('project.write')
  @ApiOperation({ operationId: 'reachMilestone', summary: 'A milestone is reached, by this evidence' })
  @Answers(200, projectView, 'The project with its milestones.')
  reach(
    @Param('id', { schema: zId }) id: string,
    @Param('milestoneId', { schema: zId }) milestoneId: string,
    @SeenVersion() seen: number,
    @Body({ schema: reachBody }) body: z.output<typeof reachBody>,
    @Context() context: CommandContext,
  ) {
    return this.milestones.reach(context, id, milestoneId, seen, body);
  }

  @Post('move')
  @Requires('contract.write')
  @ApiOperation({ operationId: 'moveMilestone', summary: 'A milestone is promised for another day, with a reason' })
  @Answers(200, projectView, 'The project with its milestones.')
  move(
    @Param('id', { schema: zId }) id: string,
    @Param('milestoneId', { schema: zId }) milestoneId: string,
    @SeenVersion() seen: number,
    @Body({ schema: moveBody }) body: z.output<typeof moveBody>,
    @Context() context: CommandContext,
  ) {
    return this.milestones.move(context, id, milestoneId, seen, body);
  }

  @Post('take-back')
  @Requires('contract.write')
  @ApiOperation({ operationId: 'takeBackMilestone', summary: 'A milestone turned out not to be reached' })
  @Answers(200, projectView, 'The project with its milestones.')
  takeBack(
    @Param('id', { schema: zId }) id: string,
    @Param('milestoneId', { schema: zId }) milestoneId: string,
    @SeenVersion() seen: number,
    @Body({ schema: takeBackBody }) { reason }: z.output<typeof takeBackBody>,
    @Context() context: CommandContext,
  ) {
    return this.milestones.takeBack(context, id, milestoneId, seen, reason);
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { newId } from '#db/id.js';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  extensionBody,
  extensionDecisionBody,
  extensionRequestedView,
  pauseBody,
  pauseDecisionBody,
  pauseRequestedView,
  plainActBody,
  standingView,
} from './problem.dto.js';
import { ProblemService } from './problem.service.js';

const STANDS = 'Where the problem stands now.';

/** Pauses and extensions: asked for by who answers the rung, decided by the rung above. */
@ApiTags('problems')
@Controller('api/v1/problems/:id')
export class ProblemRequestsController {
  constructor(private readonly problems: ProblemService) {}

  @Post('pauses')
  @Requires('problem.requestPause')
  @ApiOperation({ operationId: 'requestPause', summary: 'Ask for days that do not count' })
  @Answers(201, pauseRequestedView, 'Where the problem stands, and the id of the request.')
  requestPause(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: pauseBody }) body: z.output<typeof pauseBody>,
    @Context() context: CommandContext,
  ) {
    const pauseId = newId();
    return this.problems.act(context, id, seen, { type: 'requestPause', pauseId, ...body }, { pauseId });
  }

  @Post('pauses/:pauseId/decision')
  @Requires('problem.decidePause')
  @ApiOperation({ operationId: 'decidePause', summary: 'Approve or refuse a pause' })
  @Answers(200, standingView, STANDS)
  decidePause(
    @Param('id', { schema: zId }) id: string,
    @Param('pauseId', { schema: zId }) pauseId: string,
    @SeenVersion() seen: number,
    @Body({ schema: pauseDecisionBody }) { approved, reason = '' }: z.output<typeof pauseDecisionBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'decidePause', pauseId, approved, reason });
  }

  @Post('pauses/:pauseId/end')
  @Requires('problem.requestPause')
  @ApiOperation({ operationId: 'endPause', summary: 'End an approved pause early: today counts again' })
  @Answers(200, standingView, STANDS)
  endPause(
    @Param('id', { schema: zId }) id: string,
    @Param('pauseId', { schema: zId }) pauseId: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainActBody }) _body: z.output<typeof plainActBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'endPause', pauseId });
  }

  @Post('extensions')
  @Requires('problem.requestExtension')
  @ApiOperation({
    operationId: 'requestExtension',
    summary: 'Ask for more workdays, at least one workday before expiry',
  })
  @Answers(201, extensionRequestedView, 'Where the problem stands, and the id of the request.')
  requestExtension(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: extensionBody }) body: z.output<typeof extensionBody>,
    @Context() context: CommandContext,
  ) {
    const extensionId = newId();
    return this.problems.act(context, id, seen, { type: 'requestExtension', extensionId, ...body }, { extensionId });
  }

  @Post('extensions/:extensionId/decision')
  @Requires('problem.decideExtension')
  @ApiOperation({ operationId: 'decideExtension', summary: 'Grant or refuse an extension' })
  @Answers(200, standingView, STANDS)
  decideExtension(
    @Param('id', { schema: zId }) id: string,
    @Param('extensionId', { schema: zId }) extensionId: string,
    @SeenVersion() seen: number,
    @Body({ schema: extensionDecisionBody }) { granted, reason = '' }: z.output<typeof extensionDecisionBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'decideExtension', extensionId, granted, reason });
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { newId } from '#db/id.js';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  cancelBody,
  dateExtensionBody,
  dateExtensionDecisionBody,
  dateExtensionRequestedView,
  decisionCheckBody,
  decisionClaimBody,
  decisionStandingView,
  noteBody,
  plainDecisionActBody,
} from './decision.dto.js';
import { DecisionService } from './decision.service.js';

const STANDS = 'Where the decision stands now.';

/** What people do with a decision. Every act needs the version that was seen (`If-Match`). */
@ApiTags('decisions')
@Controller('api/v1/decisions/:id')
export class DecisionActsController {
  constructor(private readonly decisions: DecisionService) {}

  @Post('accept')
  @Requires('decision.accept')
  @ApiOperation({ operationId: 'acceptDecision', summary: 'Take it on: one tap of the lead or a handling unit' })
  @Answers(200, decisionStandingView, STANDS)
  accept(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainDecisionActBody }) _body: z.output<typeof plainDecisionActBody>,
    @Context() context: CommandContext,
  ) {
    return this.decisions.act(context, id, seen, { type: 'accept' });
  }

  @Post('notes')
  @Requires('decision.report')
  @ApiOperation({ operationId: 'noteDecisionProgress', summary: 'Say how it stands' })
  @Answers(200, decisionStandingView, STANDS)
  note(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: noteBody }) { text }: z.output<typeof noteBody>,
    @Context() context: CommandContext,
  ) {
    return this.decisions.act(context, id, seen, { type: 'note', text });
  }

  @Post('claim')
  @Requires('decision.claim')
  @ApiOperation({
    operationId: 'claimDecisionDone',
    summary: 'Claim it done, with evidence; a problem that it answers is claimed with it',
  })
  @Answers(200, decisionStandingView, STANDS)
  claim(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: decisionClaimBody }) { evidence }: z.output<typeof decisionClaimBody>,
    @Context() context: CommandContext,
  ) {
    return this.decisions.act(context, id, seen, { type: 'claim', evidence });
  }

  @Post('verification')
  @Requires('decision.verify')
  @ApiOperation({
    operationId: 'verifyDecision',
    summary: 'Check a claim: strikes it off (and the problem that it answers), or sends it back to work',
  })
  @Answers(200, decisionStandingView, STANDS)
  verify(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: decisionCheckBody }) { passed, finding = '' }: z.output<typeof decisionCheckBody>,
    @Context() context: CommandContext,
  ) {
    return this.decisions.act(context, id, seen, { type: 'verify', passed, finding, pauseId: newId() });
  }

  @Post('extensions')
  @Requires('decision.requestExtension')
  @ApiOperation({
    operationId: 'requestDecisionExtension',
    summary: 'Ask for more workdays, at least one workday before it is due',
  })
  @Answers(201, dateExtensionRequestedView, 'Where the decision stands, and the id of the request.')
  requestExtension(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: dateExtensionBody }) body: z.output<typeof dateExtensionBody>,
    @Context() context: CommandContext,
  ) {
    const extensionId = newId();
    return this.decisions.act(context, id, seen, { type: 'requestExtension', extensionId, ...body }, { extensionId });
  }

  @Post('extensions/:extensionId/decision')
  @Requires('decision.decideExtension')
  @ApiOperation({ operationId: 'decideDecisionExtension', summary: 'Grant or refuse an extension' })
  @Answers(200, decisionStandingView, STANDS)
  decideExtension(
    @Param('id', { schema: zId }) id: string,
    @Param('extensionId', { schema: zId }) extensionId: string,
    @SeenVersion() seen: number,
    @Body({ schema: dateExtensionDecisionBody }) { granted, reason = '' }: z.output<typeof dateExtensionDecisionBody>,
    @Context() context: CommandContext,
  ) {
    return this.decisions.act(context, id, seen, { type: 'decideExtension', extensionId, granted, reason });
  }

  @Post('cancellation')
  @Requires('decision.cancel')
  @ApiOperation({
    operationId: 'cancelDecision',
    summary: 'Cancel it with a reason, or say which later decision takes its place',
  })
  @Answers(200, decisionStandingView, STANDS)
  cancel(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: cancelBody }) { reason, supersededById }: z.output<typeof cancelBody>,
    @Context() context: CommandContext,
  ) {
    return this.decisions.act(context, id, seen, {
      type: 'cancel',
      reason,
      supersededById: supersededById ?? null,
    });
  }
}

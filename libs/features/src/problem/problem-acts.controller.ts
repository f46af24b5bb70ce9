import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { newId } from '#db/id.js';
import type { CommandContext } from '#domain/access/index.js';
import { Answers, Context, Requires, SeenVersion, zId } from '#platform/http/index.js';
import {
  answerBody,
  claimBody,
  departmentsBody,
  mergeBody,
  plainActBody,
  reasonBody,
  sendDownBody,
  signUpBody,
  standingView,
  verificationBody,
} from './problem.dto.js';
import { ProblemService } from './problem.service.js';

const STANDS = 'Where the problem stands now.';

/** What people do with a problem on its way. Every act needs the version that was seen (`If-Match`). */
@ApiTags('problems')
@Controller('api/v1/problems/:id')
export class ProblemActsController {
  constructor(private readonly problems: ProblemService) {}

  @Post('accept')
  @Requires('problem.accept')
  @ApiOperation({ operationId: 'acceptProblem', summary: 'Take it on: stops the response clock' })
  @Answers(200, standingView, STANDS)
  accept(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainActBody }) _body: z.output<typeof plainActBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'accept' });
  }

  @Post('answer')
  @Requires('problem.answer')
  @ApiOperation({ operationId: 'answerProblem', summary: 'Say what is being done' })
  @Answers(200, standingView, STANDS)
  answer(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: answerBody }) { text, plan }: z.output<typeof answerBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'answer', text, plan });
  }

  @Post('whistle/sign')
  @Requires('problem.whistle')
  @ApiOperation({ operationId: 'signWhistle', summary: 'The department signs the whistle' })
  @Answers(200, standingView, STANDS)
  signWhistle(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainActBody }) _body: z.output<typeof plainActBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'whistleSign' });
  }

  @Post('whistle/contact')
  @Requires('problem.whistle')
  @ApiOperation({ operationId: 'contactAfterWhistle', summary: 'The department has been in contact' })
  @Answers(200, standingView, STANDS)
  contact(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: plainActBody }) _body: z.output<typeof plainActBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'whistleContact' });
  }

  @Post('sign-up')
  @Requires('problem.signUp')
  @ApiOperation({ operationId: 'signUpProblem', summary: 'Send it up a rung, with a reason' })
  @Answers(200, standingView, STANDS)
  signUp(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: signUpBody }) { reason, toRung }: z.output<typeof signUpBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'signUp', reason, toRung });
  }

  @Post('send-down')
  @Requires('problem.sendDown')
  @ApiOperation({ operationId: 'sendProblemDown', summary: 'Send it back down, with a reason' })
  @Answers(200, standingView, STANDS)
  sendDown(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: sendDownBody }) body: z.output<typeof sendDownBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'sendDown', ...body });
  }

  @Post('claim')
  @Requires('problem.claim')
  @ApiOperation({ operationId: 'claimProblemDone', summary: 'Claim it done, with evidence' })
  @Answers(200, standingView, STANDS)
  claim(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: claimBody }) { evidence }: z.output<typeof claimBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'claimDone', evidence });
  }

  @Post('verification')
  @Requires('problem.verify')
  @ApiOperation({
    operationId: 'verifyProblem',
    summary: 'Check a claim on site: strikes it off, or sends it back to work',
  })
  @Answers(200, standingView, STANDS)
  verify(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: verificationBody }) { passed, finding = '' }: z.output<typeof verificationBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'verify', passed, finding, pauseId: newId() });
  }

  @Post('reopening')
  @Requires('problem.reopen')
  @ApiOperation({ operationId: 'reopenProblem', summary: 'Reopen what was struck off and came back' })
  @Answers(200, standingView, STANDS)
  reopen(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: reasonBody }) { reason }: z.output<typeof reasonBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'reopen', reason, pauseId: newId() });
  }

  @Post('withdrawal')
  @Requires('problem.withdraw')
  @ApiOperation({ operationId: 'withdrawProblem', summary: 'Take it back, with a reason' })
  @Answers(200, standingView, STANDS)
  withdraw(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: reasonBody }) { reason }: z.output<typeof reasonBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.act(context, id, seen, { type: 'withdraw', reason });
  }

  @Post('merge')
  @Requires('problem.merge')
  @ApiOperation({ operationId: 'mergeProblem', summary: 'It is a duplicate: goes into another problem' })
  @Answers(200, standingView, STANDS)
  merge(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: mergeBody }) body: z.output<typeof mergeBody>,
    @Context() context: CommandContext,
  ) {
    return this.problems.merge(context, id, seen, body);
  }

  @Post('departments')
  @Requires('problem.assignDepartment')
  @ApiOperation({ operationId: 'assignProblemDepartments', summary: 'Name who answers at rung 2' })
  @Answers(200, standingView, STANDS)
  assign(
    @Param('id', { schema: zId }) id: string,
    @SeenVersion() seen: number,
    @Body({ schema: departmentsBody }) body: z.output<typeof departmentsBody>,
    @Context() context: CommandContext,
  ) {
    const { leadDepartmentId: lead, assistingDepartmentIds: assisting } = body;
    return this.problems.act(context, id, seen, { type: 'assignDepartment', lead, assisting });
  }
}

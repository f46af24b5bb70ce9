import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { CommandContext } from '#domain/access/index.js';
import { deliveriesQuery, deliveryPage, type DeliveriesQuery } from '#features/notice/index.js';
import { Answers, Context, Requires, zId } from '#platform/http/index.js';
import {
  deadLetterPage,
  deadLettersQuery,
  dealtWith,
  overviewView,
  periodRunPage,
  periodRunsQuery,
  periodsView,
  settledView,
  timerPage,
  timersQuery,
} from './operations.dto.js';
import type { DeadLettersQuery, PeriodRunsQuery, TimersQuery } from './operations.dto.js';
import { OperationsReader } from './operations.reader.js';
import { OperationsService } from './operations.service.js';

type DealtWith = z.output<typeof dealtWith>;

/** The works of the house, for those who keep them running. Acts are guarded by state: the second of two finds nothing left. */
@ApiTags('operations')
@Controller('api/v1/operations')
export class OperationsController {
  constructor(
    private readonly reader: OperationsReader,
    private readonly operations: OperationsService,
  ) {}

  @Get('overview')
  @Requires('operations.read')
  @ApiOperation({ operationId: 'getOperationsOverview', summary: 'What waits, is late or was given up, at a glance' })
  @Answers(200, overviewView, 'The overview.')
  overview(@Context() context: CommandContext) {
    return this.reader.overview(context);
  }

  @Get('dead-letters')
  @Requires('operations.read')
  @ApiOperation({ operationId: 'listDeadLetters', summary: 'Work given up after its last try, newest first' })
  @Answers(200, deadLetterPage, 'A page of dead letters, each with what it was for and why it failed.')
  deadLetters(@Query({ schema: deadLettersQuery }) query: DeadLettersQuery, @Context() context: CommandContext) {
    return this.reader.deadLetters(context, query);
  }

  @Post('dead-letters/:id/requeue')
  @Requires('operations.write')
  @ApiOperation({ operationId: 'requeueDeadLetter', summary: 'Send it again, with all its attempts' })
  @Answers(200, settledView, 'It is on its way.')
  requeue(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: dealtWith }) { reason }: DealtWith,
    @Context() context: CommandContext,
  ) {
    return this.operations.requeue(context, id, reason);
  }

  @Post('dead-letters/:id/dismiss')
  @Requires('operations.write')
  @ApiOperation({ operationId: 'dismissDeadLetter', summary: 'Let it go for good' })
  @Answers(200, settledView, 'It is let go; the row stays.')
  dismiss(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: dealtWith }) { reason }: DealtWith,
    @Context() context: CommandContext,
  ) {
    return this.operations.dismiss(context, id, reason);
  }

  @Get('timers')
  @Requires('operations.read')
  @ApiOperation({
    operationId: 'listTimers',
    summary: 'Timers by when they fall due; those that fired or were cancelled newest first',
  })
  @Answers(200, timerPage, 'A page of timers.')
  timers(@Query({ schema: timersQuery }) query: TimersQuery, @Context() context: CommandContext) {
    return this.reader.timers(context, query);
  }

  @Post('timers/:id/retry')
  @Requires('operations.write')
  @ApiOperation({ operationId: 'retryTimer', summary: 'Fire a parked timer again' })
  @Answers(200, settledView, 'It fires within seconds.')
  retryTimer(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: dealtWith }) { reason }: DealtWith,
    @Context() context: CommandContext,
  ) {
    return this.operations.retryTimer(context, id, reason);
  }

  @Post('timers/:id/dismiss')
  @Requires('operations.write')
  @ApiOperation({ operationId: 'dismissTimer', summary: 'Let a parked timer go for good' })
  @Answers(200, settledView, 'It never fires.')
  dismissTimer(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: dealtWith }) { reason }: DealtWith,
    @Context() context: CommandContext,
  ) {
    return this.operations.dismissTimer(context, id, reason);
  }

  @Get('deliveries')
  @Requires('operations.read')
  @ApiOperation({ operationId: 'listOperationsDeliveries', summary: 'How the sending of notices stands, newest first' })
  @Answers(200, deliveryPage, 'A page of deliveries.')
  deliveries(@Query({ schema: deliveriesQuery }) query: DeliveriesQuery, @Context() context: CommandContext) {
    return this.reader.deliveries(context, query);
  }

  @Post('deliveries/:id/retry')
  @Requires('operations.write')
  @ApiOperation({ operationId: 'retryDelivery', summary: 'Send it again, to the address the person has now' })
  @Answers(200, settledView, 'It is on its way.')
  retryDelivery(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: dealtWith }) { reason }: DealtWith,
    @Context() context: CommandContext,
  ) {
    return this.operations.retryDelivery(context, id, reason);
  }

  @Post('deliveries/:id/dismiss')
  @Requires('operations.write')
  @ApiOperation({ operationId: 'dismissDelivery', summary: 'Do not send it; the notice stays in the inbox' })
  @Answers(200, settledView, 'It is not sent.')
  dismissDelivery(
    @Param('id', { schema: zId }) id: string,
    @Body({ schema: dealtWith }) { reason }: DealtWith,
    @Context() context: CommandContext,
  ) {
    return this.operations.dismissDelivery(context, id, reason);
  }

  @Get('periods')
  @Requires('operations.read')
  @ApiOperation({ operationId: 'listPeriodicWork', summary: 'How far each periodic work has come' })
  @Answers(200, periodsView, 'Every periodic work this release knows.')
  periods(@Context() context: CommandContext) {
    return this.reader.periods(context);
  }

  @Get('period-runs')
  @Requires('operations.read')
  @ApiOperation({ operationId: 'listPeriodRuns', summary: 'The runs of one periodic work, newest first' })
  @Answers(200, periodRunPage, 'A page of runs.')
  periodRuns(@Query({ schema: periodRunsQuery }) query: PeriodRunsQuery, @Context() context: CommandContext) {
    return this.reader.periodRuns(context, query);
  }
}

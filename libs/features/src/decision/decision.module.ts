import { Module } from '@nestjs/common';
import { DecisionActsController } from './decision-acts.controller.js';
import { DecisionController } from './decision.controller.js';
import { DecisionHandlers } from './decision.handlers.js';
import { DecisionReader } from './decision.reader.js';
import { DecisionService } from './decision.service.js';

@Module({
  controllers: [DecisionController, DecisionActsController],
  providers: [DecisionService, DecisionReader],
  exports: [DecisionReader],
})
export class DecisionModule {}

/** What the worker runs of decisions. */
@Module({ providers: [DecisionHandlers] })
export class DecisionHandlersModule {}

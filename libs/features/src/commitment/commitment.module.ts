import { Module } from '@nestjs/common';
import { CommitmentController } from './commitment.controller.js';
import { CommitmentHandlers } from './commitment.handlers.js';
import { CommitmentReader } from './commitment.reader.js';
import { HandOverService } from './hand-over.service.js';

/** 分包: what leaders committed to, how it stands, and the handing over. */
@Module({
  controllers: [CommitmentController],
  providers: [CommitmentReader, HandOverService],
  exports: [CommitmentReader],
})
export class CommitmentModule {}

/** What the worker runs of it: the reminders. */
@Module({ providers: [CommitmentHandlers] })
export class CommitmentHandlersModule {}

import { Module } from '@nestjs/common';
import { ClosingController } from './closing.controller.js';
import { ClosingDuties } from './closing.duties.js';
import { ClosingHandlers } from './closing.handlers.js';
import { ClosingReader } from './closing.reader.js';

@Module({ controllers: [ClosingController], providers: [ClosingReader, ClosingDuties], exports: [ClosingReader] })
export class ClosingModule {}

/** What closes by the clock, in the worker. */
@Module({ providers: [ClosingHandlers] })
export class ClosingHandlersModule {}

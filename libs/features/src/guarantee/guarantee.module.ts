import { Module } from '@nestjs/common';
import { ChainReader } from './chain.reader.js';
import { GuaranteeController } from './guarantee.controller.js';
import { FiguresReader } from './figures.reader.js';
import { ResultsReader } from './results.reader.js';

/** The guarantee chain and the results tables: reads only. */
@Module({
  controllers: [GuaranteeController],
  providers: [ChainReader, ResultsReader, FiguresReader],
  exports: [ResultsReader],
})
export class GuaranteeModule {}

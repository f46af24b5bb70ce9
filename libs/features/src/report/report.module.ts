import { Module } from '@nestjs/common';
import { ReportController } from './report.controller.js';
import { ReportCorrections } from './report.corrections.js';
import { ReportHandlers } from './report.handlers.js';
import { ReportReader } from './report.reader.js';
import { ReportService } from './report.service.js';

@Module({
  controllers: [ReportController],
  providers: [ReportReader, ReportService, ReportCorrections],
  exports: [ReportReader],
})
export class ReportModule {}

/** What the worker runs of reports. */
@Module({ providers: [ReportHandlers] })
export class ReportHandlersModule {}

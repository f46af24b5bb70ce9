import { Module } from '@nestjs/common';
import { ReportController } from './report.controller.js';
import { ReportCorrections } from './report.corrections.js';
import { ReportHandlers } from './report.handlers.js';
import { ReportReader } from './report.reader.js';
import { ReportService } from './report.service.js';
import { ReportTrailController } from './report-trail.controller.js';
import { ReportTrailReader } from './report-trail.reader.js';

@Module({
  controllers: [ReportController, ReportTrailController],
  providers: [ReportReader, ReportService, ReportCorrections, ReportTrailReader],
  exports: [ReportReader],
})
export class ReportModule {}

/** What the worker runs of reports. */
@Module({ providers: [ReportHandlers] })
export class ReportHandlersModule {}

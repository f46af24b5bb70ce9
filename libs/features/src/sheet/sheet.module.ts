import { Module } from '@nestjs/common';
import { ProblemModule } from '#features/problem/index.js';
import { ProjectModule } from '#features/project/index.js';
import { ExportController } from './export.controller.js';
import { SheetController } from './sheet.controller.js';
import { SheetHandlers } from './sheet.handlers.js';
import { SheetImportService } from './sheet-import.service.js';

/** Spreadsheets in and out. */
@Module({
  imports: [ProjectModule, ProblemModule],
  controllers: [SheetController, ExportController],
  providers: [SheetImportService],
})
export class SheetModule {}

/** What the worker runs of them. */
@Module({ providers: [SheetImportService, SheetHandlers] })
export class SheetHandlersModule {}

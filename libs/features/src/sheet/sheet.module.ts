import { Module } from '@nestjs/common';
import { ClosingModule } from '#features/closing/index.js';
import { CommitmentModule } from '#features/commitment/index.js';
import { DecisionModule } from '#features/decision/index.js';
import { FeedbackModule } from '#features/feedback/index.js';
import { GuaranteeModule } from '#features/guarantee/index.js';
import { LeaveModule } from '#features/leave/index.js';
import { LightModule } from '#features/light/index.js';
import { MeetingModule } from '#features/meeting/index.js';
import { PlanLedgerModule } from '#features/plan-ledger/index.js';
import { ProblemModule } from '#features/problem/index.js';
import { ProjectModule } from '#features/project/index.js';
import { ReportModule } from '#features/report/index.js';
import { VisitModule } from '#features/visit/index.js';
import { ExportPeopleController } from './export-people.controller.js';
import { ExportProgressController } from './export-progress.controller.js';
import { ExportController } from './export.controller.js';
import { ExportService } from './export.service.js';
import { SheetController } from './sheet.controller.js';
import { SheetHandlers } from './sheet.handlers.js';
import { SheetImportService } from './sheet-import.service.js';

/** Spreadsheets in and out. */
@Module({
  imports: [
    ProjectModule,
    PlanLedgerModule,
    ProblemModule,
    VisitModule,
    DecisionModule,
    MeetingModule,
    ReportModule,
    ClosingModule,
    LightModule,
    LeaveModule,
    GuaranteeModule,
    CommitmentModule,
    FeedbackModule,
  ],
  controllers: [SheetController, ExportController, ExportProgressController, ExportPeopleController],
  providers: [SheetImportService, ExportService],
})
export class SheetModule {}

/** What the worker runs of them. */
@Module({ providers: [SheetImportService, SheetHandlers] })
export class SheetHandlersModule {}

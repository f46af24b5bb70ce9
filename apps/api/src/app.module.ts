import { Module, type DynamicModule } from '@nestjs/common';
import { ChangeFeed } from '#db/change-feed.js';
import { Database } from '#db/database.js';
import { DatabaseModule, MigrationCheck } from '#db/database.module.js';
import { AuditModule } from '#features/audit/index.js';
import { CalendarModule } from '#features/calendar/index.js';
import { CommitmentModule } from '#features/commitment/index.js';
import { ClosingModule } from '#features/closing/index.js';
import { DecisionModule } from '#features/decision/index.js';
import { DirectoryModule } from '#features/directory/index.js';
import { CalendarFeedModule } from '#features/calendar-feed/index.js';
import { FeedbackModule } from '#features/feedback/index.js';
import { GuaranteeModule } from '#features/guarantee/index.js';
import { IdentityModule } from '#features/identity/index.js';
import { LightModule } from '#features/light/index.js';
import { LeaveModule } from '#features/leave/index.js';
import { MeetingModule } from '#features/meeting/index.js';
import { NoticeModule } from '#features/notice/index.js';
import { PlanLedgerModule } from '#features/plan-ledger/index.js';
import { PlanModule } from '#features/plan/index.js';
import { WorksModule } from '#features/operations/index.js';
import { ProblemModule } from '#features/problem/index.js';
import { ProjectModule } from '#features/project/index.js';
import { SheetModule } from '#features/sheet/index.js';
import { ReportModule } from '#features/report/index.js';
import { MapModule } from '#features/map/index.js';
import { UpkeepModule } from '#features/upkeep/index.js';
import { VisitModule } from '#features/visit/index.js';
import { CHANGE_SOURCE, ChangesModule } from '#platform/changes/index.js';
import type { Config } from '#platform/config/index.js';
import { OperationsModule, READINESS_CHECKS, type ReadinessCheck } from '#platform/health/index.js';
import { DISTRICT_REGISTER, HttpModule } from '#platform/http/index.js';
import { DevMailModule } from '#platform/mail/index.js';
import { OpenApiModule } from '#platform/openapi/index.js';
import { PlatformModule } from '#platform/platform.module.js';

/** The api: every feature's routes. Nothing here connects to anything before it is first asked. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config),
        DatabaseModule.with({
          url: config.env.DATABASE_URL,
          clockOffsetMs: config.clockOffsetMs,
          maxConnections: config.env.DATABASE_POOL,
          applicationName: 'duban-api',
        }),
        HttpModule.with({
          imports: [IdentityModule],
          providers: [{ provide: DISTRICT_REGISTER, useExisting: Database }],
        }),
        OperationsModule.with({
          providers: [{ provide: READINESS_CHECKS, useFactory: readinessChecks, inject: [Database, MigrationCheck] }],
        }),
        ChangesModule.with({
          imports: [IdentityModule],
          providers: [{ provide: CHANGE_SOURCE, useExisting: ChangeFeed }],
        }),
        OpenApiModule,
        DevMailModule,
        AuditModule,
        CalendarModule,
        DirectoryModule,
        IdentityModule,
        ProjectModule,
        PlanModule,
        PlanLedgerModule,
        GuaranteeModule,
        NoticeModule,
        ProblemModule,
        MeetingModule,
        DecisionModule,
        SheetModule,
        MapModule,
        UpkeepModule,
        LeaveModule,
        VisitModule,
        CalendarFeedModule,
        FeedbackModule,
        ReportModule,
        WorksModule,
        CommitmentModule,
        ClosingModule,
        LightModule,
      ],
    };
  }
}

function readinessChecks(database: Database, migrations: MigrationCheck): ReadinessCheck[] {
  return [
    { name: 'database', check: async () => void (await database.now()) },
    { name: 'missingMigrations', check: () => migrations.missing() },
  ];
}

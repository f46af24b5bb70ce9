import { Module, type DynamicModule } from '@nestjs/common';
import { Database } from '#db/database.js';
import { DatabaseModule, MigrationCheck } from '#db/database.module.js';
import { CommitmentHandlersModule } from '#features/commitment/index.js';
import { ClosingHandlersModule } from '#features/closing/index.js';
import { DecisionHandlersModule } from '#features/decision/index.js';
import { IdentityHandlersModule } from '#features/identity/index.js';
import { MeetingHandlersModule } from '#features/meeting/index.js';
import { NoticeHandlersModule } from '#features/notice/index.js';
import { ProblemHandlersModule } from '#features/problem/index.js';
import { SheetHandlersModule } from '#features/sheet/index.js';
import { StoredFileHandlersModule } from '#features/stored-file/index.js';
import { JobsModule, WORK_QUEUE, type WorkQueue } from '#jobs/index.js';
import { ReportHandlersModule } from '#features/report/index.js';
import type { Config } from '#platform/config/index.js';
import { OperationsModule, READINESS_CHECKS, type ReadinessCheck } from '#platform/health/index.js';
import { DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '#platform/http/index.js';
import { withLogContext } from '#platform/log/index.js';
import { PlatformModule } from '#platform/platform.module.js';
import { noticeSights } from './notice-sights.js';

/** Connections kept for the queue's and the sweep's readers, beside the one of each job that runs. */
const SPARE_CONNECTIONS = 4;

/** The worker: every feature's handlers. Its own routes are those of operators, and nobody signs in here. */
@Module({})
export class WorkerModule {
  static with(config: Config): DynamicModule {
    const { env } = config;
    const jobs = JobsModule.forWorker({
      queue: env.DUBAN_QUEUE,
      redisUrl: env.REDIS_URL,
      prefix: env.REDIS_PREFIX,
      around: ({ requestId }, work) => withLogContext({ requestId }, work),
    });
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.with(config),
        DatabaseModule.with({
          url: env.DATABASE_URL,
          clockOffsetMs: config.clockOffsetMs,
          maxConnections: env.DATABASE_POOL + SPARE_CONNECTIONS,
          applicationName: 'duban-worker',
        }),
        jobs,
        HttpModule.with({
          providers: [
            { provide: SESSION_READER, useValue: { read: () => Promise.resolve(null) } },
            { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
            { provide: DISTRICT_REGISTER, useExisting: Database },
          ],
        }),
        OperationsModule.with({
          imports: [jobs],
          providers: [
            { provide: READINESS_CHECKS, useFactory: readinessChecks, inject: [Database, MigrationCheck, WORK_QUEUE] },
          ],
        }),
        IdentityHandlersModule,
        CommitmentHandlersModule,
        NoticeHandlersModule.with(noticeSights),
        ProblemHandlersModule,
        MeetingHandlersModule,
        DecisionHandlersModule,
        SheetHandlersModule,
        ReportHandlersModule,
        ClosingHandlersModule,
        StoredFileHandlersModule,
      ],
    };
  }
}

/** Without Redis the worker goes on, only later than it could: that is worth knowing, so it counts as not ready. */
function readinessChecks(database: Database, migrations: MigrationCheck, queue: WorkQueue | null): ReadinessCheck[] {
  return [
    { name: 'database', check: async () => void (await database.now()) },
    { name: 'missingMigrations', check: () => migrations.missing() },
    ...(queue ? [{ name: 'redis', check: () => answering(queue) }] : []),
  ];
}

async function answering(queue: WorkQueue): Promise<void> {
  if ((await queue.room()) === null) throw new Error('no answer');
}

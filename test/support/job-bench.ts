import { Logger, Module, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { ChangeFeed } from '#db/change-feed.js';
import { createPool } from '#db/client.js';
import { Database, type Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import { JobsModule, type WorkerOptions } from '#jobs/index.js';
import { createTestDatabase } from './test-database.js';
import { createTestRedis } from './test-redis.js';

/** One district in a database of its own, for tests of promised and timed work. */
export interface JobBench {
  readonly districtId: string;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly redis: { url: string; prefix: string };
  /** One transaction of the system in the district. */
  act<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** SQL as the database's owner, inside the district's wall. */
  rows<R extends object>(text: string, values?: unknown[]): Promise<R[]>;
  /** What FLUSHALL does, to this bench's queue only. */
  forgetQueue(): Promise<void>;
  /** A worker like the real one, with these handlers. Its pace is quick unless the options say otherwise. */
  startWorker(handlers: readonly object[], options?: Partial<WorkerOptions>): Promise<INestApplicationContext>;
  /** After each test, also one that failed. */
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

const quick = { relayEveryMs: 100, sweepEveryMs: 100, periodsEveryMs: 100, firstBackOffMs: 20 };

/** `createdAt`: since when the district exists; by default since now. */
export async function openJobBench(createdAt?: string): Promise<JobBench> {
  Logger.overrideLogger(process.env.BENCH_LOG ? ['error', 'warn', 'log'] : false);
  const testDatabase = await createTestDatabase();
  const redis = createTestRedis();
  const quiet = () => undefined;
  const settings = {
    url: testDatabase.url,
    clockOffsetMs: 0,
    maxConnections: 12,
    applicationName: 'job-bench',
  };
  const database = new Database(createPool(settings, quiet));
  const owner = new pg.Client({ connectionString: testDatabase.url });
  await owner.connect();
  const districtId = newId();
  await owner.query(`select set_config('duban.district', $1, false)`, [districtId]);
  await owner.query(
    `insert into district (district_id, code, name, name_en, created_at) values ($1, 'bench', '试验区', 'Bench', coalesce($2::timestamptz, now()))`,
    [districtId, createdAt ?? null],
  );
  await owner.query(
    'create table effect (effect_id bigserial primary key, what text not null, at timestamptz default now())',
  );
  await owner.query('grant all on effect, effect_effect_id_seq to duban_app');
  const workers = new Set<INestApplicationContext>();
  const stopWorkers = async () => {
    for (const worker of workers) await worker.close();
    workers.clear();
  };
  return {
    districtId,
    database,
    databaseUrl: testDatabase.url,
    redis,
    act: (work) =>
      database.transaction(
        { districtId, actor: { kind: 'system', districtId }, requestId: 'test-request', from: 'test' },
        work,
      ),
    rows: async <R extends object>(text: string, values: unknown[] = []) => (await owner.query<R>(text, values)).rows,
    forgetQueue: () => redis.drop(),
    startWorker: async (handlers, options) => {
      const worker = await startWorker(settings, handlers, {
        queue: 'redis',
        redisUrl: redis.url,
        prefix: redis.prefix,
        definitions: [],
        ...options,
        pace: { ...quick, ...options?.pace },
      });
      workers.add(worker);
      return worker;
    },
    stopWorkers,
    close: async () => {
      await stopWorkers();
      await database.close();
      await owner.end();
      await redis.drop();
      await testDatabase.drop();
    },
  };
}

async function startWorker(
  settings: Parameters<typeof createPool>[0],
  handlers: readonly object[],
  options: WorkerOptions,
): Promise<INestApplicationContext> {
  const quiet = () => undefined;
  const database = new Database(createPool(settings, quiet));
  const feed = new ChangeFeed(settings, quiet);
  await feed.start();

  @Module({})
  class GlobalModule {
    private closed = false;

    async onApplicationShutdown() {
      if (this.closed) return;
      this.closed = true;
      await feed.stop();
      await database.close();
    }
  }

  @Module({
    imports: [
      {
        module: GlobalModule,
        global: true,
        providers: [
          { provide: Database, useValue: database },
          { provide: ChangeFeed, useValue: feed },
        ],
        exports: [Database, ChangeFeed],
      },
      JobsModule.forWorker(options),
    ],
    providers: handlers.map((handler, at) => ({ provide: `handler-${at}`, useValue: handler })),
  })
  class BenchModule {}

  try {
    return await NestFactory.createApplicationContext(BenchModule as Type, {
      abortOnError: false,
      ...(process.env.BENCH_LOG ? {} : { logger: false }),
    });
  } catch (error) {
    await feed.stop();
    await database.close();
    throw error;
  }
}

/** Waits until `holds` answers true; throws after `limitMs`. */
export async function until(holds: () => Promise<boolean>, limitMs = 10_000): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not come true within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

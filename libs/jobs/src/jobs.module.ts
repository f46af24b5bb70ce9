import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { HandlerRegistry } from './handler-registry.js';
import { JobHost } from './job-host.js';
import { JobHousekeeping } from './job-housekeeping.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxRunner } from './outbox-runner.js';
import { PeriodRunner } from './period-runner.js';
import { queueModules, RedisQueue } from './queue.js';
import { TimerArmer } from './timer-armer.js';
import { TimerFiring } from './timer-firing.js';
import { WaitingCounts } from './waiting-counts.js';
import { WORK_QUEUE } from './work-queue.js';
import { WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

/**
 * Promised and timed work. Promising it (`outbox.add`, `timers.plan`) needs no module at all: it is rows in the
 * caller's transaction. Needs `Database` and a started `ChangeFeed` from a global module.
 */
@Module({})
export class JobsModule {
  /** The process that does the work. Throws at bootstrap when jobs and handlers do not match, or Redis evicts. */
  static forWorker(options: WorkerOptions): DynamicModule {
    if (options.queue === 'redis' && !options.redisUrl) throw new Error('The queue needs a REDIS_URL');
    const redis = options.queue === 'redis' ? queueModules(options) : null;
    return {
      module: JobsModule,
      imports: [DiscoveryModule, ...(redis?.imports ?? [])],
      providers: [
        { provide: WORKER_OPTIONS, useValue: options },
        ...((redis?.providers ?? []) as never[]),
        redis ? { provide: WORK_QUEUE, useExisting: RedisQueue } : { provide: WORK_QUEUE, useValue: null },
        ...[HandlerRegistry, OutboxRunner, OutboxRelay, TimerFiring, TimerArmer, PeriodRunner, WaitingCounts, JobHost],
        JobHousekeeping,
      ],
      exports: [JobHost, TimerFiring, PeriodRunner, OutboxRelay, OutboxRunner, WORK_QUEUE],
    };
  }

  /** The process that only promises: it accepts writes whether or not there is a Redis. */
  static forApi(): DynamicModule {
    return { module: JobsModule };
  }
}

import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Queue, Worker, type Job, type WorkerOptions as BullWorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { failureText } from './failure.js';
import type { Alarm, HandOver, WorkQueue } from './work-queue.js';
import { defaultPrefix, paceOf, WORKER_OPTIONS } from './worker-options.js';
import type { WorkerOptions } from './worker-options.js';

const WORK = 'work';
const ALARM = 'alarm';

/** Beyond so many waiting jobs the relay holds back: what waits too long would be handed over a second time. */
const MAX_WAITING = 2_000;
const ANSWER_LIMIT_MS = 2_000;
const RECONNECT_EVERY_MS = 2_000;
const REPEAT_WARNING_AFTER_MS = 30_000;

/** Nothing stays in Redis: Postgres remembers what was done, and a kept id would block its next use. */
const LEAVE_NOTHING = { attempts: 1, removeOnComplete: true, removeOnFail: true };

/** This Redis throws keys away when it is full, and with them the queue's own. */
export class EvictingRedisError extends Error {
  override readonly name = 'EvictingRedisError';
}

/** Shared by all connections of a process: once it is set, a connection that is lost stays lost, so that it can end. */
class Closing {
  now = false;
}

const CLOSING = Symbol('duban:closing');

function connectionOf(options: WorkerOptions, closing: Closing) {
  return {
    url: options.redisUrl,
    connectTimeout: 5_000,
    retryStrategy: (times: number) => (closing.now ? null : Math.min(times * 100, RECONNECT_EVERY_MS)),
  };
}

/** The producing side, by @nestjs/bullmq: an add fails at once while Redis is away, and the relay does without. */
export function queueModules(options: WorkerOptions): { imports: DynamicModule[]; providers: object[] } {
  const closing = new Closing();
  return {
    imports: [
      BullModule.forRoot({
        connection: { ...connectionOf(options, closing), enableOfflineQueue: false, maxRetriesPerRequest: 0 },
        prefix: options.prefix ?? defaultPrefix,
      }),
      BullModule.registerQueue({ name: WORK }, { name: ALARM }),
    ],
    providers: [{ provide: CLOSING, useValue: closing }, RedisQueue],
  };
}

export interface QueueReaders {
  readonly onWork: (districtId: string, outboxId: string) => Promise<void>;
  readonly onAlarm: (districtId: string) => Promise<void>;
}

/** BullMQ and Redis, and the only file that knows them. A doorbell: whatever it forgets, Postgres remembers. */
@Injectable()
export class RedisQueue implements WorkQueue {
  private readonly logger = new Logger('queue');
  private workers: Worker[] = [];
  private readonly warnedAt = new Map<string, number>();

  constructor(
    @InjectQueue(WORK) private readonly work: Queue,
    @InjectQueue(ALARM) private readonly alarm: Queue,
    @Inject(CLOSING) private readonly closing: Closing,
    @Inject(WORKER_OPTIONS) private readonly options: WorkerOptions,
  ) {
    for (const queue of [work, alarm]) queue.on('error', (error) => this.warn(error));
  }

  async room(): Promise<number | null> {
    try {
      const waiting = await inTime(this.work.getWaitingCount());
      return Math.max(0, MAX_WAITING - waiting);
    } catch (error) {
      this.warn(error);
      return null;
    }
  }

  async handOver(promises: readonly HandOver[]): Promise<void> {
    await inTime(
      this.work.addBulk(
        promises.map(({ districtId, outboxId, epoch }) => ({
          name: WORK,
          data: { districtId, outboxId },
          opts: { ...LEAVE_NOTHING, jobId: `o-${outboxId}-${epoch}` },
        })),
      ),
    );
  }

  async setAlarms(alarms: readonly Alarm[]): Promise<void> {
    await inTime(this.work.getWaitingCount());
    await inTime(
      this.alarm.addBulk(
        alarms.map(({ districtId, dueAtMs, delayMs, epoch }) => ({
          name: ALARM,
          data: { districtId },
          opts: { ...LEAVE_NOTHING, delay: Math.max(0, delayMs), jobId: `t-${districtId}-${dueAtMs}-${epoch}` },
        })),
      ),
    );
  }

  /**
   * Throws EvictingRedisError when Redis may evict keys. A Redis that does not answer is let pass: it is not needed
   * to begin, and the check comes again with the next start.
   */
  async refuseEviction(): Promise<void> {
    const redis = new Redis(this.options.redisUrl!, {
      lazyConnect: true,
      connectTimeout: ANSWER_LIMIT_MS,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    redis.on('error', (error) => this.warn(error));
    try {
      await redis.connect();
      const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
      if (policy !== undefined && policy !== 'noeviction')
        throw new EvictingRedisError(
          `Redis evicts keys when it is full (${policy}). Set maxmemory-policy to noeviction.`,
        );
    } catch (error) {
      if (error instanceof EvictingRedisError) throw error;
      this.warn(error);
    } finally {
      redis.disconnect();
    }
  }

  /** Starts reading. What the readers throw ends the job; it is Postgres that brings the work back. */
  startReading(readers: QueueReaders): void {
    const { concurrency } = paceOf(this.options);
    const read = (name: string, atOnce: number, reader: (job: Job) => Promise<void>) => {
      const settings: BullWorkerOptions = {
        connection: { ...connectionOf(this.options, this.closing), maxRetriesPerRequest: null },
        prefix: this.options.prefix ?? defaultPrefix,
        concurrency: atOnce,
      };
      const worker = new Worker(name, reader, settings);
      worker.on('error', (error) => this.warn(error));
      worker.on('failed', (_job, error) => this.warn(error));
      this.workers.push(worker);
    };
    read(WORK, concurrency, (job) => readers.onWork(job.data.districtId, job.data.outboxId));
    read(ALARM, 4, (job) => readers.onAlarm(job.data.districtId));
  }

  /** Takes nothing new, and lets what runs end within `limitMs`. */
  async stopReading(limitMs: number): Promise<void> {
    this.closing.now = true;
    const workers = this.workers;
    this.workers = [];
    // With Redis away, BullMQ's own close may wait for ever (its issue 4656).
    await Promise.all(
      workers.map((worker) => inTime(worker.close(), limitMs).catch(() => inTime(worker.close(true)).catch(() => {}))),
    );
  }

  /** Lets go of Redis when the worker does not begin after all. */
  async release(): Promise<void> {
    this.closing.now = true;
    await Promise.all([this.work, this.alarm].map((queue) => inTime(queue.close()).catch(() => undefined)));
  }

  /** While Redis is away every connection complains every second; one line in a while says as much. */
  private warn(error: unknown): void {
    const text = failureText(error);
    const at = performance.now();
    if (at - (this.warnedAt.get(text) ?? -Infinity) < REPEAT_WARNING_AFTER_MS) return;
    this.warnedAt.set(text, at);
    this.logger.warn({ message: 'The queue has trouble; Postgres carries on without it', error: text });
  }
}

/** Waits no longer than `limitMs`: before its first connection BullMQ would wait for ever. */
async function inTime<T>(work: Promise<T>, limitMs = ANSWER_LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis did not answer in time')), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

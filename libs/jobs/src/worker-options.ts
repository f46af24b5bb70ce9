import type { CommandContext } from '#domain/access/command-context.js';
import type { JobDefinition } from './define-job.js';

export interface WorkerOptions {
  /** `postgres`: no Redis at hand; relay and sweep do all the work, seconds later than a queue would. */
  readonly queue: 'redis' | 'postgres';
  /** `redis://` or `rediss://`; needed unless `queue` is `postgres`. */
  readonly redisUrl?: string;
  /** With the braces that keep all keys on one node of a Redis Cluster. */
  readonly prefix?: string;
  /** Wraps every handler, so that a log can carry the request id of what is being done. */
  readonly around?: <T>(context: CommandContext, work: () => Promise<T>) => Promise<T>;
  /** The jobs that must have a handler here: by default every one defined by the loaded modules. */
  readonly definitions?: readonly JobDefinition[];
  readonly pace?: Partial<WorkerPace>;
}

/** Every duration is in milliseconds. */
export interface WorkerPace {
  readonly relayEveryMs: number;
  readonly sweepEveryMs: number;
  readonly periodsEveryMs: number;
  readonly countEveryMs: number;
  /** How long a promise handed to the queue may go without being run before it is handed over anew. */
  readonly handOverMs: number;
  /** Renewed while the handler runs; after a kill it runs out and someone else takes over. */
  readonly leaseMs: number;
  readonly firstBackOffMs: number;
  readonly drainMs: number;
  readonly timerBatch: number;
  readonly concurrency: number;
}

export const usualPace: WorkerPace = {
  relayEveryMs: 2_000,
  sweepEveryMs: 2_000,
  periodsEveryMs: 5_000,
  countEveryMs: 15_000,
  handOverMs: 60_000,
  leaseMs: 30_000,
  firstBackOffMs: 5_000,
  drainMs: 15_000,
  timerBatch: 500,
  concurrency: 10,
};

export const defaultPrefix = '{duban}';

export const WORKER_OPTIONS = Symbol('duban:worker-options');

export function paceOf(options: WorkerOptions): WorkerPace {
  return { ...usualPace, ...options.pace };
}

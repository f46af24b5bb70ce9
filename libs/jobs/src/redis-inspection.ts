import { Redis } from 'ioredis';
import { failureText } from './failure.js';
import { defaultPrefix } from './worker-options.js';

/** What a Redis says of itself, as far as the queue depends on it. */
export interface RedisReport {
  readonly version: string;
  /** `redis` or `valkey`. */
  readonly server: string;
  /** `maxmemory-policy`; anything but `noeviction` loses jobs when memory is full. */
  readonly policy: string;
  readonly appendOnly: boolean;
  /** False while the last attempt to write the log or a snapshot failed. */
  readonly writesHold: boolean;
  readonly usedBytes: number;
  /** 0: no limit. */
  readonly limitBytes: number;
  /** How far its clock is ahead of the asker's, milliseconds; right to half the time of asking. */
  readonly aheadMs: number;
  /** Jobs that wait in the two queues, delayed alarms included. */
  readonly queued: { readonly work: number; readonly alarms: number };
}

const ANSWER_LIMIT_MS = 5_000;

/** Asks a Redis about itself; throws, without its password, when it does not answer. Changes nothing. */
export async function inspectRedis(url: string, now: () => number, prefix = defaultPrefix): Promise<RedisReport> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_LIMIT_MS,
    commandTimeout: ANSWER_LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let broken: unknown;
  redis.on('error', (error) => (broken = error));
  try {
    await redis.connect();
    const info = await redis.info();
    const told = (name: string) => new RegExp(`^${name}:(\\S*)`, 'm').exec(info)?.[1];
    const asked = now();
    const [seconds, micros] = await redis.time();
    const aheadMs = Number(seconds) * 1000 + Number(micros) / 1000 - (asked + now()) / 2;
    const waiting = async (queue: string) => {
      const key = (list: string) => `${prefix}:${queue}:${list}`;
      const lists = await Promise.all([
        redis.llen(key('wait')),
        redis.llen(key('active')),
        redis.zcard(key('delayed')),
      ]);
      return lists.reduce((sum, each) => sum + each, 0);
    };
    return {
      version: told('valkey_version') ?? told('redis_version') ?? '',
      server: told('valkey_version') === undefined ? 'redis' : 'valkey',
      policy: told('maxmemory_policy') ?? '',
      appendOnly: told('aof_enabled') === '1',
      writesHold: told('aof_last_write_status') !== 'err' && told('rdb_last_bgsave_status') !== 'err',
      usedBytes: Number(told('used_memory') ?? 0),
      limitBytes: Number(told('maxmemory') ?? 0),
      aheadMs,
      queued: { work: await waiting('work'), alarms: await waiting('alarm') },
    };
  } catch (error) {
    throw new Error(failureText(broken ?? error));
  } finally {
    redis.disconnect();
  }
}

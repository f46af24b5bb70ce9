import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { testServices } from './running-services.js';

export interface TestRedis {
  /** REDIS_URL, with a password */
  url: string;
  /** a key prefix nobody else has, with the braces that keep its keys on one node of a Redis Cluster */
  prefix: string;
  /** deletes every key under the prefix */
  drop(): Promise<void>;
}

/** A corner of its own in the run's Redis. */
export function createTestRedis(): TestRedis {
  const url = testServices().redisUrl;
  const prefix = `{duban-test-${randomBytes(6).toString('hex')}}`;
  return { url, prefix, drop: () => deleteKeys(url, prefix) };
}

async function deleteKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 1000 })) {
      if (Array.isArray(keys) && keys.length > 0) await redis.unlink(...keys.map(String));
    }
  } finally {
    await redis.quit();
  }
}

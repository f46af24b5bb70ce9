import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { openJobBench, type JobBench } from '../../../test/support/job-bench.js';
import { startTestServices } from '../../../test/support/test-services.mjs';
import { defineJob, HandleJob, HandleTimers, type TimerOutcome } from './index.js';

jest.setTimeout(30_000);

const known = defineJob({ name: 'bench.known', schema: z.object({}) });
const stranger = defineJob({ name: 'bench.stranger', schema: z.object({}) });

class KnownHandlers {
  @HandleJob(known)
  async handle(): Promise<void> {}
}

class SecondHandlers {
  @HandleJob(known)
  async again(): Promise<void> {}
}

class StrangeHandlers {
  @HandleJob(stranger)
  async handle(): Promise<void> {}
}

class ClockHandlers {
  @HandleTimers('bench.tick', 'bench.tock')
  async tick(): Promise<Map<string, TimerOutcome>> {
    return new Map();
  }
}

class OtherClockHandlers {
  @HandleTimers('bench.tock')
  async tock(): Promise<Map<string, TimerOutcome>> {
    return new Map();
  }
}

describe('a worker refuses to begin', () => {
  let bench: JobBench;
  const options = { definitions: [known], queue: 'postgres' } as const;

  beforeAll(async () => {
    bench = await openJobBench();
  });
  afterAll(() => bench.close());
  afterEach(() => bench.stopWorkers());

  it('not when every job has its one handler', async () => {
    await bench.startWorker([new KnownHandlers(), new ClockHandlers()], options);
  });

  it('without a handler for a job', async () => {
    await expect(bench.startWorker([], options)).rejects.toThrow('job bench.known has no handler');
  });

  it('with two handlers of one job', async () => {
    const both = [new KnownHandlers(), new SecondHandlers()];
    await expect(bench.startWorker(both, options)).rejects.toThrow(
      'job bench.known has two handlers, KnownHandlers.handle and SecondHandlers.again',
    );
  });

  it('with a handler of a job that is not its own', async () => {
    const both = [new KnownHandlers(), new StrangeHandlers()];
    await expect(bench.startWorker(both, options)).rejects.toThrow('not a job of this process');
  });

  it('with two handlers of one kind of timer', async () => {
    const all = [new KnownHandlers(), new ClockHandlers(), new OtherClockHandlers()];
    await expect(bench.startWorker(all, options)).rejects.toThrow('timer bench.tock has two handlers');
  });

  it('with a Redis that evicts', async () => {
    // A Redis of its own: the others' must not be seen evicting.
    const { services, stop } = await startTestServices(['redis']);
    const redis = new Redis(services.redisUrl);
    try {
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      const start = bench.startWorker([new KnownHandlers()], { definitions: [known], redisUrl: services.redisUrl });
      await expect(start).rejects.toThrow('maxmemory-policy');
    } finally {
      redis.disconnect();
      await stop();
    }
  });
});

describe('a job', () => {
  it('is defined once, under a name that says whose it is', () => {
    expect(() => defineJob({ name: 'bench.known', schema: z.object({}) })).toThrow('twice');
    expect(() => defineJob({ name: 'nameless', schema: z.object({}) })).toThrow('<feature>.<what>');
  });
});

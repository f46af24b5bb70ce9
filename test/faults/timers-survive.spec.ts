import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { Redis } from 'ioredis';
import { newId } from '#db/id.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { timers } from '#jobs/index.js';
import { openJobBench, until, type JobBench } from '../support/job-bench.js';

/** So many thousand timers: 1 for the slice in `npm test`, 10 for the full drill of `npm run test:faults`. */
const scale = process.env.DUBAN_FAULT_SCALE === 'full' ? 10 : Number(process.env.DUBAN_FAULT_SCALE ?? '1');
const count = 1_000 * scale;
const spreadMs = 10_000 * scale;

jest.setTimeout(120_000 * scale + 60_000);

/** A few workers; one that is killed is replaced at once. */
class Crew {
  private readonly members = new Map<ChildProcess, 'starting' | 'ready' | 'killed'>();
  private hiring = true;
  kills = 0;

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  hire(): void {
    const child = fork(path.join(import.meta.dirname, 'timer-worker.mjs'), {
      env: { ...process.env, ...this.environment, NODE_OPTIONS: '' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.members.set(child, 'starting');
    child.on('message', () => this.members.set(child, 'ready'));
    child.on('exit', () => {
      this.members.delete(child);
      if (this.hiring) this.hire();
    });
  }

  /**
   * Any one of those at work, while another is: on a slow machine a worker takes longer to start than the pause between
   * two kills, and to kill only what has just begun would prove nothing.
   */
  killOne(): void {
    const ready = [...this.members].filter(([, state]) => state === 'ready').map(([child]) => child);
    if (ready.length < 2) return;
    const victim = ready[Math.floor(Math.random() * ready.length)]!;
    this.members.set(victim, 'killed');
    victim.kill('SIGKILL');
    this.kills++;
  }

  get ready(): number {
    return [...this.members.values()].filter((state) => state === 'ready').length;
  }

  async dismiss(): Promise<void> {
    this.hiring = false;
    const gone = [...this.members.keys()].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of this.members.keys()) child.kill('SIGKILL');
    await Promise.all(gone);
  }
}

describe('timers under SIGKILL and FLUSHALL', () => {
  let bench: JobBench;
  let crew: Crew;

  beforeAll(async () => {
    bench = await openJobBench();
    crew = new Crew({ DATABASE_URL: bench.databaseUrl, REDIS_URL: bench.redis.url, REDIS_PREFIX: bench.redis.prefix });
  });
  afterAll(async () => {
    await crew?.dismiss();
    await bench?.close();
  });

  it(`fire each of ${count} exactly once`, async () => {
    const pending = async () =>
      (await bench.rows<{ n: number }>('select count(*)::int as n from timer where fired_at is null'))[0]!.n;

    for (let n = 0; n < 4; n++) crew.hire();
    await until(async () => crew.ready === 4, 60_000);
    await bench.act((tx) =>
      timers.plan(
        tx,
        Array.from({ length: count }, (_, n) => ({
          subjectKind: 'fault',
          subjectId: newId(),
          subjectVersion: 1,
          timers: [{ kind: 'fault.timer', dueAt: (tx.now + 1_500 + Math.floor((n * spreadMs) / count)) as Instant }],
        })),
      ),
    );
    const killing = setInterval(() => crew.killOne(), 200);
    try {
      await until(async () => (await pending()) < count / 2, 60_000 * scale);
      await flushAll(bench.redis.url);
      await until(async () => (await pending()) < count / 8, 40_000 * scale);
    } finally {
      clearInterval(killing);
    }
    await until(async () => (await pending()) === 0, 30_000 * scale);
    await crew.dismiss();

    const effects = await bench.rows<{ what: string; n: number }>(
      'select what, count(*)::int as n from effect group by what',
    );
    expect(effects.filter((each) => each.n !== 1)).toEqual([]);
    expect(effects).toHaveLength(count);
    const outcomes = await bench.rows('select outcome, attempts, count(*)::int as n from timer group by 1, 2');
    expect(outcomes).toEqual([{ outcome: 'acted', attempts: 0, n: count }]);
    // Otherwise nothing was proved.
    expect(crew.kills).toBeGreaterThan(2);
  });
});

async function flushAll(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  await redis.quit();
}

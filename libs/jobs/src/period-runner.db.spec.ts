import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { addDays, dateOf, type Instant } from '#domain/calendar/index.js';
import { openJobBench, until, type JobBench } from '../../../test/support/job-bench.js';
import type { HandlerRegistry } from './handler-registry.js';
import { HandlePeriod, type DuePeriod, type PeriodicWork } from './index.js';
import { PeriodRunner } from './period-runner.js';

jest.setTimeout(30_000);

const daily: PeriodicWork = { name: 'bench.daily', period: 'day', at: '00:00' };

class DailyHandlers {
  fail: (period: DuePeriod) => void = () => {};

  @HandlePeriod(daily)
  async run(tx: Tx, period: DuePeriod): Promise<void> {
    await tx.sql.execute(sql`insert into effect (what) values (${period.start})`);
    this.fail(period);
  }
}

describe('periodic work', () => {
  let bench: JobBench;
  let handlers: DailyHandlers;
  let today: ReturnType<typeof dateOf>;
  const effects = async () =>
    (await bench.rows<{ what: string }>('select what from effect order by effect_id')).map((row) => row.what);
  const runner = (work = daily, handle = (tx: Tx, period: DuePeriod) => handlers.run(tx, period)) =>
    new PeriodRunner(
      bench.database,
      { periods: new Map([[work.name, { work, handle }]]) } as unknown as HandlerRegistry,
      { queue: 'postgres', pace: { firstBackOffMs: 200 } },
    );
  const since = (days: number) => bench.rows(`update district set created_at = now() - $1 * interval '1 day'`, [days]);

  beforeAll(async () => {
    bench = await openJobBench();
  });
  afterAll(() => bench.close());
  afterEach(() => bench.stopWorkers());
  beforeEach(async () => {
    await bench.rows('delete from period_run');
    await bench.rows('delete from effect');
    handlers = new DailyHandlers();
    today = dateOf(await bench.database.now());
  });
  const lastDays = (count: number) => Array.from({ length: count }, (_, n) => addDays(today, n + 1 - count));

  it('makes up for missed periods, oldest first, back to the day the district was set up', async () => {
    await since(4);
    expect(await runner().runDue(bench.districtId, await bench.database.now())).toBe(5);
    expect(await effects()).toEqual(lastDays(5));
    expect(await runner().runDue(bench.districtId, await bench.database.now())).toBe(0);
  });

  it('runs each period once when several runners are at it', async () => {
    await since(30);
    const now = await bench.database.now();
    const all = await Promise.all([1, 2, 3, 4].map(() => runner().runDue(bench.districtId, now)));
    await runner().runDue(bench.districtId, now);
    expect(all.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
    expect(await effects()).toEqual(lastDays(31));
  });

  it('holds later periods back until a failed one has succeeded', async () => {
    await since(3);
    const [, second] = lastDays(4);
    handlers.fail = (period) => {
      if (period.start === second) throw new Error('not yet');
    };
    const host = runner();
    expect(await host.runDue(bench.districtId, await bench.database.now())).toBe(1);
    // Too early for another try.
    expect(await host.runDue(bench.districtId, await bench.database.now())).toBe(0);
    expect(await effects()).toEqual(lastDays(4).slice(0, 1));
    expect(await bench.rows('select attempts, last_error from period_run where finished_at is null')).toEqual([
      { attempts: 1, last_error: 'not yet' },
    ]);
    handlers.fail = () => {};
    await until(async () => (await host.runDue(bench.districtId, await bench.database.now())) === 3);
    expect(await effects()).toEqual(lastDays(4));
  });

  it('waits for the time of day on the first day of the period', async () => {
    await since(0);
    const runs: DuePeriod[] = [];
    const work: PeriodicWork = { name: 'bench.yearly', period: 'year', at: '00:00' };
    const host = runner(work, async (_tx, period) => void runs.push(period));
    await host.runDue(bench.districtId, await bench.database.now());
    expect(runs).toMatchObject([{ kind: 'year', start: `${today.slice(0, 4)}-01-01` }]);
    const tomorrow = { ...daily, name: 'bench.tomorrow' };
    const early = runner(tomorrow, async (_tx, period) => void runs.push(period));
    await bench.rows(
      `insert into period_run (district_id, job, period_start, started_at, finished_at)
                      values ($1, 'bench.tomorrow', $2, now(), now())`,
      [bench.districtId, today],
    );
    expect(await early.runDue(bench.districtId, (await bench.database.now()) as Instant)).toBe(0);
  });

  it('is done by the worker without being asked', async () => {
    await since(1);
    await bench.startWorker([handlers], { queue: 'postgres' });
    await until(async () => (await effects()).length === 2);
    expect(await effects()).toEqual(lastDays(2));
  });
});

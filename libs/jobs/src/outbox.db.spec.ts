import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { z } from 'zod';
import type { CommandContext } from '#domain/access/command-context.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { openJobBench, until, type JobBench } from '../../../test/support/job-bench.js';
import { openGate } from '../../../test/support/network-gate.js';
import { deadLetters, defineJob, HandleJob, JobHost, outbox } from './index.js';
import { OutboxRunner } from './outbox-runner.js';

jest.setTimeout(30_000);

const note = defineJob({ name: 'bench.note', schema: z.object({ what: z.string() }), maxAttempts: 3 });
const definitions = [note];

class NoteHandlers {
  readonly seen: { what: string; context: CommandContext }[] = [];
  fail: (what: string) => void = () => {};
  wait: () => Promise<void> = async () => {};

  @HandleJob(note)
  async handle({ what }: { what: string }, context: CommandContext): Promise<void> {
    this.seen.push({ what, context });
    await this.wait();
    this.fail(what);
  }
}

interface Row {
  job: string;
  attempts: number;
  epoch: number;
  done_at: Date | null;
  dead_at: Date | null;
  last_error: string | null;
}

describe('the outbox', () => {
  let bench: JobBench;
  let handlers: NoteHandlers;
  const promise = (what: string, key = what) => bench.act((tx) => outbox.add(tx, note, { what }, { key }));
  const rows = () => bench.rows<Row>('select * from outbox order by outbox_id');
  const allDone = async () => (await rows()).every((row) => row.done_at !== null);

  beforeAll(async () => {
    bench = await openJobBench();
  });
  afterAll(() => bench.close());
  afterEach(() => bench.stopWorkers());
  beforeEach(async () => {
    await bench.rows('delete from outbox');
    handlers = new NoteHandlers();
  });

  it('keeps nothing of a transaction that rolls back', async () => {
    const act = bench.act(async (tx) => {
      await outbox.add(tx, note, { what: 'never' }, { key: 'never' });
      throw new Error('changed my mind');
    });
    await expect(act).rejects.toThrow('changed my mind');
    expect(await rows()).toEqual([]);
  });

  it('keeps one promise for a key', async () => {
    await promise('first', 'same');
    await promise('second', 'same');
    expect(await rows()).toHaveLength(1);
  });

  it('refuses a payload that does not fit, before anything is stored', async () => {
    const act = bench.act((tx) => outbox.add(tx, note, { what: 5 as unknown as string }, { key: 'odd' }));
    await expect(act).rejects.toThrow();
    expect(await rows()).toEqual([]);
  });

  it('runs a promise soon after the commit, once, with the request id it came from', async () => {
    const worker = await bench.startWorker([handlers], { definitions, pace: { relayEveryMs: 60_000 } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await promise('hello');
    await until(allDone, 3_000);
    await worker.close();
    expect(handlers.seen).toHaveLength(1);
    expect(handlers.seen[0]).toMatchObject({
      what: 'hello',
      context: {
        requestId: 'test-request',
        from: 'worker',
        districtId: bench.districtId,
        actor: { kind: 'system', districtId: bench.districtId },
      },
    });
  });

  it('waits for the moment it was promised for', async () => {
    await bench.act((tx) =>
      outbox.add(tx, note, { what: 'later' }, { key: 'later', notBefore: (tx.now + 1_000) as Instant }),
    );
    const worker = await bench.startWorker([handlers], { definitions });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(handlers.seen).toHaveLength(0);
    await until(allDone, 3_000);
    await worker.close();
  });

  it('shares hundreds of promises among two workers and runs each once', async () => {
    const payloads = Array.from({ length: 300 }, (_, n) => ({ payload: { what: `n${n}` }, key: `n${n}` }));
    await bench.act((tx) => outbox.addMany(tx, note, payloads));
    const other = new NoteHandlers();
    const workers = await Promise.all([handlers, other].map((each) => bench.startWorker([each], { definitions })));
    await until(
      async () => (await bench.rows('select from outbox where done_at is null limit 1')).length === 0,
      25_000,
    );
    for (const worker of workers) await worker.close();
    const seen = [...handlers.seen, ...other.seen].map((each) => each.what);
    expect(seen).toHaveLength(300);
    expect(new Set(seen).size).toBe(300);
  });

  it('tries again after a failure, and after the last one keeps a dead letter that can be sent again', async () => {
    handlers.fail = () => {
      throw new Error('no such host at smtp://me:secret@mail.example');
    };
    const worker = await bench.startWorker([handlers], { definitions });
    await promise('doomed');
    await until(async () => (await rows()).some((row) => row.dead_at !== null));
    expect(handlers.seen).toHaveLength(3);
    const [letter] = await bench.act((tx) => deadLetters.list(tx, { limit: 10 }));
    expect(letter).toMatchObject({
      job: 'bench.note',
      attempts: 3,
      lastError: expect.stringContaining('no such host'),
    });
    expect(letter!.lastError).not.toContain('secret');

    handlers.fail = () => {};
    const { epoch } = (await rows())[0]!;
    expect(await bench.act((tx) => deadLetters.requeue(tx, letter!.outboxId))).toBe(true);
    await until(allDone);
    await worker.close();
    expect(handlers.seen).toHaveLength(4);
    expect((await rows())[0]).toMatchObject({ attempts: 1, dead_at: null, last_error: null });
    expect((await rows())[0]!.epoch).toBeGreaterThan(epoch);
    expect(await bench.act((tx) => deadLetters.requeue(tx, letter!.outboxId))).toBe(false);
  });

  it('lets a dead letter go for good', async () => {
    await promise('given up');
    await bench.rows(`update outbox set dead_at = now(), last_error = 'why'`);
    const [letter] = await bench.act((tx) => deadLetters.list(tx, { limit: 10 }));
    expect(await bench.act((tx) => deadLetters.dismiss(tx, letter!.outboxId))).toBe(true);
    expect(await bench.act((tx) => deadLetters.list(tx, { limit: 10 }))).toEqual([]);
    expect((await rows())[0]).toMatchObject({
      last_error: 'why',
      done_at: expect.any(Date),
      dead_at: expect.any(Date),
    });
  });

  it('makes a payload of another release a dead letter at once, without showing what it holds', async () => {
    await promise('fine');
    await bench.rows(`update outbox set payload = '{"what": ["private"]}'`);
    const worker = await bench.startWorker([handlers], { definitions });
    await until(async () => (await rows())[0]!.dead_at !== null);
    await worker.close();
    expect(handlers.seen).toEqual([]);
    expect((await rows())[0]!.last_error).toContain('what: invalid_type');
    expect((await rows())[0]!.last_error).not.toContain('private');
  });

  it('never runs one promise twice at a time, and runs it again when its worker is gone', async () => {
    let release = () => {};
    handlers.wait = () => new Promise((resolve) => (release = resolve));
    const pace = { relayEveryMs: 60_000, leaseMs: 60_000 };
    const [worker, second] = [
      await bench.startWorker([handlers], { definitions, queue: 'postgres', pace }),
      await bench.startWorker([new NoteHandlers()], { definitions, queue: 'postgres', pace }),
    ];
    await promise('slow');
    await until(async () => handlers.seen.length === 1 || (await allDone()));
    if (handlers.seen.length === 1) {
      const { outbox_id: id } = (await bench.rows<{ outbox_id: string }>('select outbox_id from outbox'))[0]!;
      expect(await second.get(OutboxRunner).run(bench.districtId, id)).toBe('idle');
      // As after a kill: nobody renews the lease any more, and it has run out.
      await bench.rows(
        `update outbox set leased_until = now() - interval '1 second', next_attempt_at = now() - interval '1 second'`,
      );
      expect(await second.get(OutboxRunner).run(bench.districtId, id)).toBe('done');
      release();
    }
    await until(allDone);
    for (const each of [worker, second]) await each.close();
    // Whoever outlived his lease has written nothing over it.
    expect((await rows())[0]).toMatchObject({ last_error: null, done_at: expect.any(Date) });
  });

  it('brings back what Redis forgot', async () => {
    let release = () => {};
    handlers.wait = () => new Promise((resolve) => (release = resolve));
    const pace = { handOverMs: 500, leaseMs: 60_000, concurrency: 1 };
    const worker = await bench.startWorker([handlers], { definitions, pace });
    await bench.act((tx) =>
      outbox.addMany(
        tx,
        note,
        [1, 2, 3, 4, 5].map((n) => ({ payload: { what: `f${n}` }, key: `f${n}` })),
      ),
    );
    await until(async () => handlers.seen.length === 1);
    await bench.forgetQueue();
    handlers.wait = async () => {};
    release();
    await until(allDone);
    await worker.close();
    expect(handlers.seen.map((each) => each.what).sort()).toEqual(['f1', 'f2', 'f3', 'f4', 'f5']);
  });

  it('sends on while Redis is away, and takes to it again when it is back', async () => {
    const gate = await openGate(bench.redis.url);
    const worker = await bench.startWorker([handlers], { definitions, redisUrl: gate.url });
    const queue = worker.get(JobHost);
    await gate.shut();
    await promise('no redis');
    await until(allDone);
    expect(await queue.queueAnswers()).toBe(false);
    await gate.open();
    await until(() => queue.queueAnswers());
    await promise('redis again');
    await until(allDone);
    expect(handlers.seen.map((each) => each.what)).toEqual(['no redis', 'redis again']);
    await gate.shut();
    const started = performance.now();
    await worker.close();
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it('begins without a Redis', async () => {
    const worker = await bench.startWorker([handlers], { definitions, redisUrl: 'redis://127.0.0.1:1' });
    await promise('never a redis');
    await until(allDone);
    await worker.close();
  });

  it('works without any queue', async () => {
    const worker = await bench.startWorker([handlers], { definitions, queue: 'postgres', redisUrl: undefined });
    const payloads = Array.from({ length: 100 }, (_, n) => ({ payload: { what: `p${n}` }, key: `p${n}` }));
    await bench.act((tx) => outbox.addMany(tx, note, payloads));
    await until(allDone);
    await worker.close();
    expect(handlers.seen).toHaveLength(100);
  });

  it('lets a handler end before the worker stops', async () => {
    handlers.wait = () => new Promise((resolve) => setTimeout(resolve, 600));
    const worker = await bench.startWorker([handlers], { definitions });
    await promise('under way');
    await until(async () => handlers.seen.length === 1);
    await worker.close();
    expect((await rows())[0]!.done_at).not.toBeNull();
  });
});

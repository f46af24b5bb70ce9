import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/database.js';
import { newId } from '#db/id.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { openJobBench, until, type JobBench } from '../../../test/support/job-bench.js';
import { deadLetters, HandleTimers, timers, type DueTimer, type TimerOutcome } from './index.js';
import type { HandlerRegistry } from './handler-registry.js';
import type { TimerHandler } from './handlers.decorators.js';
import { MAX_TIMER_ATTEMPTS, selectDue, TimerFiring } from './timer-firing.js';

jest.setTimeout(30_000);

class TimerHandlers {
  calls: DueTimer[][] = [];
  poison: (due: DueTimer) => boolean = () => false;
  judge: (tx: Tx, due: DueTimer) => Promise<TimerOutcome> = async () => 'acted';

  @HandleTimers('bench.remind', 'bench.expire')
  async fire(tx: Tx, due: DueTimer[]): Promise<Map<string, TimerOutcome>> {
    this.calls.push(due);
    const outcomes = new Map<string, TimerOutcome>();
    for (const each of due) {
      await tx.sql.execute(sql`insert into effect (what) values (${each.subjectId})`);
      if (this.poison(each)) throw new Error('poison');
      outcomes.set(each.timerId, await this.judge(tx, each));
    }
    return outcomes;
  }
}

class OtherHandlers {
  calls: DueTimer[][] = [];

  @HandleTimers('bench.other')
  async fire(_tx: Tx, due: DueTimer[]): Promise<Map<string, TimerOutcome>> {
    this.calls.push(due);
    return new Map(due.map((each) => [each.timerId, 'stale']));
  }
}

interface Row {
  timer_id: string;
  subject_id: string;
  kind: string;
  subject_version: number;
  due_at: Date;
  fired_at: Date | null;
  outcome: string | null;
  attempts: number;
  parked_at: Date | null;
  last_error: string | null;
}

describe('timers', () => {
  let bench: JobBench;
  let handlers: TimerHandlers;
  /** Timers of one subject: kind and how many milliseconds from now. */
  const plan = (subjectId: string, wanted: Record<string, number>, version = 1) =>
    bench.act((tx) =>
      timers.plan(tx, [
        {
          subjectKind: 'bench',
          subjectId,
          subjectVersion: version,
          timers: Object.entries(wanted).map(([kind, inMs]) => ({ kind, dueAt: (tx.now + inMs) as Instant })),
        },
      ]),
    );
  const rows = () => bench.rows<Row>('select * from timer order by due_at, kind');
  const pending = async () => (await rows()).filter((row) => row.fired_at === null);
  const effects = async () => (await bench.rows<{ what: string }>('select what from effect')).map((row) => row.what);
  /** A worker whose loops sleep, so that the test alone fires. */
  const still = { relayEveryMs: 60_000, sweepEveryMs: 60_000, periodsEveryMs: 60_000 };
  /** Fires as the worker does, but only when the test says so. */
  const firing = (other = new OtherHandlers()) => {
    const registry = new Map<string, TimerHandler>([
      ['bench.remind', (tx, due) => handlers.fire(tx, due)],
      ['bench.other', (tx, due) => other.fire(tx, due)],
    ]);
    // One handler for both kinds, as a class with one method for them has.
    registry.set('bench.expire', registry.get('bench.remind')!);
    return new TimerFiring(bench.database, { timers: registry } as HandlerRegistry, { queue: 'postgres' });
  };
  const at = (row: Row) => row.due_at.getTime();

  beforeAll(async () => {
    bench = await openJobBench();
  });
  afterAll(() => bench.close());
  afterEach(() => bench.stopWorkers());
  beforeEach(async () => {
    await bench.rows('delete from timer');
    await bench.rows('delete from effect');
    handlers = new TimerHandlers();
  });

  describe('planning', () => {
    it('adds, moves and cancels until what is pending is what was asked for', async () => {
      const [one, two] = [newId(), newId()];
      await plan(one, { 'bench.remind': 1_000_000, 'bench.expire': 2_000_000 });
      await plan(two, { 'bench.remind': 1_000_000 });
      const before = await rows();
      await plan(one, { 'bench.expire': 3_000_000, 'bench.other': 10 }, 2);
      const after = await rows();
      const of = (list: Row[], kind: string) => list.find((row) => row.subject_id === one && row.kind === kind)!;
      expect(of(after, 'bench.remind')).toMatchObject({ outcome: 'cancelled', fired_at: expect.any(Date) });
      expect(of(after, 'bench.expire').timer_id).toBe(of(before, 'bench.expire').timer_id);
      expect(at(of(after, 'bench.expire')) - at(of(before, 'bench.expire'))).toBeGreaterThan(900_000);
      expect(of(after, 'bench.expire').subject_version).toBe(2);
      expect(of(after, 'bench.other').fired_at).toBeNull();
      expect((await pending()).filter((row) => row.subject_id === two)).toHaveLength(1);
    });

    it('plans thousands of subjects at once, and nothing more when told the same again', async () => {
      const subjects = Array.from({ length: 6_000 }, () => newId());
      const dueAt = 4_000_000_000_000 as Instant;
      const all = subjects.map((subjectId) => ({
        subjectKind: 'bench',
        subjectId,
        subjectVersion: 1,
        timers: [{ kind: 'bench.remind', dueAt }],
      }));
      await bench.act((tx) => timers.plan(tx, all));
      await bench.act((tx) => timers.plan(tx, all));
      const counted = await bench.rows<{ count: string }>('select count(*) from timer');
      expect(counted[0]!.count).toBe('6000');
    });

    it('gives a parked timer a new life when it is planned anew', async () => {
      const subject = newId();
      await plan(subject, { 'bench.remind': -1_000 });
      await bench.rows(`update timer set parked_at = now(), attempts = 10`);
      await plan(subject, { 'bench.remind': -500 }, 2);
      expect(await pending()).toMatchObject([{ parked_at: null, attempts: 0 }]);
    });

    it('does not wait for a timer that is being fired at this moment', async () => {
      const subject = newId();
      await plan(subject, { 'bench.remind': -1_000 });
      await bench.act(async (firingTx) => {
        await selectDue(firingTx, { limit: 10 });
        // Someone else holds the subject and plans it anew meanwhile.
        await plan(subject, { 'bench.remind': 500_000 }, 2);
      });
      expect((await pending()).map((row) => row.subject_version)).toEqual([1, 2]);
    });
  });

  describe('firing', () => {
    it('fires only what is due, in order of moment and kind, and never a subject twice in one call', async () => {
      const [one, two, three] = [newId(), newId(), newId()];
      await plan(one, { 'bench.remind': -3_000, 'bench.expire': -1_000 });
      await plan(two, { 'bench.remind': -2_000, 'bench.other': -2_500 });
      await plan(three, { 'bench.remind': 60_000 });
      const other = new OtherHandlers();
      expect(await firing(other).fireDueTimers(bench.districtId, 500)).toBe(4);
      const kindsBySubject = handlers.calls.map((call) => call.map((due) => `${due.subjectId} ${due.kind}`));
      expect(kindsBySubject).toEqual([[`${one} bench.remind`], [`${two} bench.remind`, `${one} bench.expire`]]);
      expect(other.calls.map((call) => call.length)).toEqual([1]);
      expect((await rows()).map((row) => row.outcome)).toEqual(['acted', 'stale', 'acted', 'acted', null]);
    });

    it('keeps the new deadline that a handler plans for the subject it acts on', async () => {
      const subject = newId();
      await plan(subject, { 'bench.remind': -1_000 });
      handlers.judge = async (tx, due) => {
        const dueAt = (tx.now + 3_600_000) as Instant;
        await timers.plan(tx, [{ ...due, subjectVersion: 2, timers: [{ kind: due.kind, dueAt }] }]);
        return 'acted';
      };
      await firing().fireDueTimers(bench.districtId, 500);
      const [old, renewed] = await rows();
      expect(old).toMatchObject({ outcome: 'acted', subject_version: 1 });
      expect(renewed).toMatchObject({ outcome: null, fired_at: null, subject_version: 2 });
    });

    it('fires all others when one is poisonous, each once, and parks that one after its last try', async () => {
      const subjects = Array.from({ length: 40 }, () => newId());
      for (const subject of subjects) await plan(subject, { 'bench.remind': -1_000 });
      const bad = subjects[17]!;
      handlers.poison = (due) => due.subjectId === bad;
      const fire = firing();
      await fire.fireAllDue(bench.districtId);
      expect((await effects()).sort()).toEqual(subjects.filter((each) => each !== bad).sort());
      expect(await pending()).toMatchObject([{ subject_id: bad, attempts: 1, last_error: 'poison' }]);
      expect(await fire.fireAllDue(bench.districtId)).toBe(0);
      for (let n = 2; n <= MAX_TIMER_ATTEMPTS; n++) {
        await bench.rows(`update timer set retry_at = now() - interval '1 second' where fired_at is null`);
        await fire.fireAllDue(bench.districtId);
      }
      const [parked] = await bench.act((tx) => deadLetters.parkedTimers(tx, { limit: 10 }));
      expect(parked).toMatchObject({ subjectId: bad, attempts: MAX_TIMER_ATTEMPTS, lastError: 'poison' });
      await bench.rows('update timer set retry_at = null where fired_at is null');
      expect(await fire.fireAllDue(bench.districtId)).toBe(0);
      handlers.poison = () => false;
      expect(await bench.act((tx) => deadLetters.retryTimer(tx, parked!.timerId))).toBe(true);
      expect(await fire.fireAllDue(bench.districtId)).toBe(1);
    });

    it('lets a timer that nobody handles wait without holding up the others', async () => {
      await plan(newId(), { 'bench.unknown': -2_000 });
      await plan(newId(), { 'bench.remind': -1_000 });
      await firing().fireAllDue(bench.districtId);
      expect(await pending()).toMatchObject([{ kind: 'bench.unknown', last_error: expect.stringContaining('Nobody') }]);
    });

    it('counts a handler that leaves a timer without an outcome as failed', async () => {
      await plan(newId(), { 'bench.remind': -1_000 });
      handlers.fire = async () => new Map();
      await firing().fireAllDue(bench.districtId);
      expect(await pending()).toMatchObject([
        { attempts: 1, last_error: expect.stringContaining('without an outcome') },
      ]);
    });

    it('fires each once when four fire at the same time', async () => {
      const all = Array.from({ length: 400 }, () => newId());
      await bench.act((tx) =>
        timers.plan(
          tx,
          all.map((subjectId) => ({
            subjectKind: 'bench',
            subjectId,
            subjectVersion: 1,
            timers: [{ kind: 'bench.remind', dueAt: tx.now }],
          })),
        ),
      );
      const fire = firing();
      const drain = async () => {
        while ((await fire.fireDueTimers(bench.districtId, 25)) > 0);
      };
      await Promise.all([drain(), drain(), drain(), drain()]);
      expect((await effects()).sort().join()).toBe(all.sort().join());
    });

    it('costs the same with a hundred thousand pending', async () => {
      await bench.rows(
        `insert into timer (district_id, timer_id, subject_kind, subject_id, kind, subject_version, due_at, created_at)
         select $1, gen_random_uuid(), 'bench', gen_random_uuid(), 'bench.remind', 1, now() + (case when n > 0 then n + 3600 else n end) * interval '1 second', now()
           from generate_series(-20, 99980) n`,
        [bench.districtId],
      );
      await bench.rows('analyze timer');
      const explained = await bench.act(async (tx) => {
        const { rows: lines } = await tx.sql.execute<{ 'QUERY PLAN': [{ Plan: object }] }>(
          sql`explain (analyze, buffers, format json) ${selectDue(tx, { limit: 500 }).getSQL()}`,
        );
        return JSON.stringify(lines[0]!['QUERY PLAN'][0].Plan);
      });
      expect(explained).toContain('timer_due');
      expect(explained).not.toContain('Seq Scan');
      const buffers = /"Shared Hit Blocks":(\d+)/.exec(explained)!;
      expect(Number(buffers[1])).toBeLessThan(300);
      expect(await firing().fireAllDue(bench.districtId)).toBe(21);
    });
  });

  describe('alarms', () => {
    it('ring on time, long before the sweep comes round', async () => {
      await bench.startWorker([handlers], { pace: still });
      await new Promise((resolve) => setTimeout(resolve, 300));
      for (const subject of [newId(), newId(), newId()]) await plan(subject, { 'bench.remind': 1_500 });
      await until(async () => (await pending()).length === 0, 5_000);
      const late = (await rows()).map((row) => row.fired_at!.getTime() - row.due_at.getTime());
      // Up to the end of the second in which they fall due.
      expect(Math.max(...late)).toBeLessThan(2_000);
      expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    });

    it('are made up for by the sweep when Redis forgets them', async () => {
      await bench.startWorker([handlers], { pace: { sweepEveryMs: 200 } });
      const subjects = Array.from({ length: 20 }, () => newId());
      for (const subject of subjects) await plan(subject, { 'bench.remind': 1_500 });
      await new Promise((resolve) => setTimeout(resolve, 500));
      await bench.forgetQueue();
      await until(async () => (await pending()).length === 0, 8_000);
      expect((await effects()).sort()).toEqual(subjects.sort());
    });
  });
});

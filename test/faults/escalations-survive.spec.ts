import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ChildProcess } from 'node:child_process';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { newId } from '#db/id.js';
import type { CommandContext } from '#domain/access/index.js';
import { dateOf, parseInstant, publishedCalendar, type Instant } from '#domain/calendar/index.js';
import { decide, defaultLadder, fileProblem, type ProblemState } from '#domain/ladder/index.js';
import { verifyAuditChain } from '#features/audit/index.js';
import { insertProblems } from '#features/problem/index.js';
import { timers } from '#jobs/index.js';
import { leaderNumberOf } from '#seeds/contracts.js';
import { demoDistrict } from '#seeds/district.js';
import { castOf } from '#seeds/problem-cast.js';
import { demoLadderId } from '#seeds/problems.js';
import { demoProjects } from '#seeds/projects.js';
import { officeId } from '#seeds/units.js';
import { until } from '../support/job-bench.js';
import { startSystem, type RunningSystem } from '../support/running-system.js';

/**
 * So many problems that climb by the clock while workers die: a slice in `npm test`, 1,000 in `npm run test:faults`. The
 * whole system is at work, not a handler made for the test: what is counted is what people would see.
 */
const full = process.env.DUBAN_FAULT_SCALE === 'full';
const count = full ? 1_000 : 150;
/** Clocks end at 18:00 for all; here one after the other, so that kills come between them and in the midst of them. */
const spreadMs = full ? 30_000 : 7_000;
const crewSize = full ? 4 : 3;
const NOW = '2023-03-09T15:00:00+08:00';
const MINUTE = 60_000;

jest.setTimeout(full ? 600_000 : 180_000);

const { districtId } = demoDistrict;
const context: CommandContext = { districtId, actor: { kind: 'system', districtId }, requestId: 'test', from: 'test' };
const ladder = { ...defaultLadder, id: demoLadderId };
const calendar = publishedCalendar();
const filedAt = parseInstant('2023-03-07T09:30:00+08:00')!;
const projects = demoProjects(2023, dateOf(filedAt));

/** A problem that its office has taken on and not solved: nothing of it is pending but the end of its clock. */
function lapsing(nth: number, dueAt: Instant) {
  const index = nth % projects.length;
  const demo = projects[index]!;
  const cast = castOf(demo, leaderNumberOf(demo, index), districtId);
  const filed = fileProblem(
    {
      id: newId(),
      by: cast.office,
      severity: 'normal',
      projectId: demo.row.projectId,
      projectOfficeId: officeId(demo.office),
      filingOfficeId: officeId(demo.office),
      leaderId: cast.leader.personId,
      leadDepartmentId: null,
      assistingDepartmentIds: [],
      responsibleDepartmentId: cast.department.unitId,
      companyId: demo.row.companyId,
    },
    ladder,
    calendar,
    filedAt,
  );
  if (!filed.ok) throw new Error(filed.refusal.code);
  const entries = [...filed.value.entries];
  let state: ProblemState = filed.value.problem;
  const reminderAt = filed.value.timers.find(({ kind }) => kind === 'problem.reminder')!.dueAt;
  for (const [event, at] of [
    [{ type: 'accept', by: cast.office }, filedAt + 30 * MINUTE],
    [{ type: 'reminderDue' }, reminderAt],
  ] as const) {
    const decided = decide(state, event, ladder, calendar, at as Instant);
    if (!decided.ok) throw new Error(decided.refusal.code);
    entries.push(...decided.value.entries);
    state = decided.value.problem;
  }
  const number = `WT-2023-${String(nth + 1).padStart(4, '0')}`;
  const title = `${demo.row.name}：第${nth + 1}号问题`;
  return {
    state: { ...state, resolutionDueAt: dueAt },
    entries,
    subject: {
      ...{ number, title, description: title, category: 'other' as const },
      ...{ filingUnitId: officeId(demo.office), ladderId: demoLadderId, ladderVersion: defaultLadder.version },
    },
  };
}

/** Workers of the real system; one that is killed is replaced at once. */
class Crew {
  private ready: ChildProcess[];
  private readonly coming = new Set<Promise<unknown>>();
  kills = 0;

  constructor(private readonly system: RunningSystem) {
    this.ready = [...system.workers];
  }

  /** Any one of those at work, while another is (see timers-survive). */
  killOne(): void {
    if (this.ready.length < 2) return;
    const victim = this.ready[Math.floor(Math.random() * this.ready.length)]!;
    this.ready = this.ready.filter((each) => each !== victim);
    this.kills++;
    const replaced = this.system
      .killWorker(this.system.workers.indexOf(victim))
      .then(() => this.system.startWorker())
      .then((worker) => this.ready.push(worker));
    this.coming.add(replaced);
    void replaced.finally(() => this.coming.delete(replaced));
  }

  settled(): Promise<unknown> {
    return Promise.all(this.coming);
  }
}

describe('escalations under SIGKILL and FLUSHALL', () => {
  let system: RunningSystem;
  let pool: pg.Pool;
  let ids: string[];
  let versionBefore: number;

  beforeAll(async () => {
    system = await startSystem({ now: NOW, workers: crewSize });
    pool = createPool(
      {
        url: system.databaseUrl,
        clockOffsetMs: system.clockOffsetMs,
        maxConnections: 2,
        applicationName: 'fault-test',
      },
      () => undefined,
    );
    const database = new Database(pool);
    await database.transaction(context, async (tx) => {
      const begin = tx.now + 2_000;
      const problems = Array.from({ length: count }, (_, n) =>
        lapsing(n, (begin + Math.floor((n * spreadMs) / count)) as Instant),
      );
      ids = problems.map(({ state }) => state.id);
      versionBefore = problems[0]!.state.version;
      await insertProblems(tx, problems);
      await timers.plan(
        tx,
        problems.map(({ state }) => ({
          subjectKind: 'problem',
          subjectId: state.id,
          subjectVersion: state.version,
          timers: [{ kind: 'problem.resolution', dueAt: state.resolutionDueAt! }],
        })),
      );
    });
  });
  afterAll(async () => {
    await pool?.end();
    await system?.stop();
  });

  it(`takes each of ${count} problems up one rung, once, and tells of it once`, async () => {
    const crew = new Crew(system);
    const climbed = async () =>
      Number((await rowsOf<{ n: string }>('select count(*) as n from problem where rung > 1'))[0]!.n);
    const killing = setInterval(() => crew.killOne(), 200);
    try {
      await until(async () => (await climbed()) > count / 3, 240_000);
      await flushAll(system.redisUrl);
      await until(async () => (await climbed()) === count, 240_000);
    } finally {
      clearInterval(killing);
    }
    await crew.settled();
    // Whatever the dead held in their hands is taken up when their leases have run out.
    await system.moveTo(new Date(parseInstant(NOW)! + 20 * MINUTE).toISOString());
    await until(
      async () =>
        (
          await rowsOf(`select 1 from delivery d join notice n using (district_id, notice_id)
        where n.urgency = 'now' and d.state not in ('sent', 'skipped') limit 1`)
        ).length === 0,
      120_000,
    );

    await expectOneClimbEach();
    await expectToldOnce(crew.kills);
    // Otherwise nothing was proved.
    expect(crew.kills).toBeGreaterThan(full ? 10 : 2);
  });

  async function expectOneClimbEach(): Promise<void> {
    const perProblem = await rowsOf<Record<string, unknown>>(
      `select rung, status, version, jsonb_array_length(passages) as passages, passages -> -1 ->> 'how' as how,
              (select count(*)::int from problem_entry e where e.problem_id = p.problem_id and e.type = 'climbed') as climbed,
              (select count(*)::int from problem_entry e where e.problem_id = p.problem_id and e.type = 'resolutionLapsed') as lapsed,
              (select count(*)::int from audit_entry a where a.subject_id = p.problem_id::text) as audited,
              (select count(*)::int from timer t where t.subject_id = p.problem_id and t.outcome = 'acted') as acted,
              (select count(*)::int from timer t where t.subject_id = p.problem_id and t.fired_at is null) as pending,
              count(*)::int as n
         from problem p where p.problem_id = any($1) group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`,
      [ids],
    );
    // On rung 2 the response, the solution, its reminder and the two whistles are to come.
    expect(perProblem).toEqual([
      {
        ...{ rung: 2, status: 'open', version: versionBefore + 1, passages: 2, how: 'expired' },
        ...{ climbed: 1, lapsed: 1, audited: 1, acted: 1, pending: 5, n: count },
      },
    ]);
    const report = await new Database(pool).read(context, (tx) => verifyAuditChain(tx));
    expect(report).toMatchObject({ broken: null });
  }

  /** Two are told of each: who answers it now, at once; its office, which filed it and let it lapse, in the morning. */
  async function expectToldOnce(kills: number): Promise<void> {
    const notices = await rowsOf(
      `select n.rule, n.urgency, count(*)::int as told, count(distinct n.subject_id)::int as problems,
              count(d.delivery_id)::int as deliveries, count(*) filter (where d.state = 'sent')::int as sent
         from notice n left join delivery d using (district_id, notice_id)
        where n.subject_id = any($1) group by 1, 2 order by 2`,
      [ids],
    );
    expect(notices).toEqual([
      { rule: 'problem.moved', urgency: 'digest', told: count, problems: count, deliveries: count, sent: 0 },
      { rule: 'problem.moved', urgency: 'now', told: count, problems: count, deliveries: count, sent: count },
    ]);
    const sent = await rowsOf<{ message_id: string }>(
      `select d.message_id from delivery d join notice n using (district_id, notice_id)
        where n.urgency = 'now' and n.subject_id = any($1)`,
      [ids],
    );
    const caught = new Map<string, number>();
    for (const { messageId } of system.mails()) caught.set(messageId, (caught.get(messageId) ?? 0) + 1);
    const copies = sent.map(({ message_id: id }) => caught.get(id) ?? 0);
    expect(copies.filter((n) => n === 0)).toEqual([]);
    // A crash may double what was in its hands, each mail once, and ten are in the hands of a worker at a time.
    const duplicates = copies.reduce((sum, n) => sum + n - 1, 0);
    expect(Math.max(...copies)).toBeLessThanOrEqual(1 + kills);
    expect(duplicates).toBeLessThanOrEqual(10 * kills);
  }

  /** Rows as the application sees them from inside the district's wall. */
  async function rowsOf<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('duban.district', $1, true)`, [districtId]);
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
});

async function flushAll(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushall();
  await redis.quit();
}

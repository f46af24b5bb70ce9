import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import pg from 'pg';
import { roles, type CommandContext } from '#domain/access/index.js';
import { dateOf, parseInstant } from '#domain/calendar/index.js';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { verifyAuditChain } from '#features/audit/index.js';
import { ladderKey, loadForUpdate, loadLadders } from '#features/problem/index.js';
import { loadCalendar } from '#features/calendar/index.js';
import { answererOf, defaultLadder, pendingTimers, rungOf } from '#domain/ladder/index.js';
import { ProblemReader } from '../libs/features/src/problem/problem.reader.js';
import { problemsQuery } from '../libs/features/src/problem/problem-views.dto.js';
import { carryOutHandOver, prepareHandOver } from '../libs/features/src/project/contract.service.js';
import { createTestDatabase, type TestDatabase } from '../test/support/test-database.js';
import type { Account } from './accounts.js';
import { demoDistrict } from './district.js';
import { leaderId } from './persons.js';
import { seedDemoDistrict } from './seed.js';

const folder = mkdtempSync(path.join(tmpdir(), 'duban-seed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { districtId } = demoDistrict;
const context: CommandContext = { districtId, actor: { kind: 'system', districtId }, requestId: 'test', from: 'test' };

/** A database whose clock reads `moment`, or the real time. */
function open(testDatabase: TestDatabase, moment: string | null): { database: Database; pool: pg.Pool } {
  const clockOffsetMs = moment === null ? 0 : parseInstant(moment)! - Date.now();
  const pool = createPool(
    { url: testDatabase.url, clockOffsetMs, maxConnections: 4, applicationName: 'seed-test' },
    () => undefined,
  );
  return { database: new Database(pool), pool };
}

/** Rows as the application sees them from inside the district's wall. */
async function rowsOf<Row extends pg.QueryResultRow>(pool: pg.Pool, text: string, within = districtId): Promise<Row[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('duban.district', $1, true)`, [within]);
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const moments: (string | null)[] = [
  null,
  '2023-01-20T10:00:00+08:00',
  '2026-02-16T09:30:00+08:00',
  '2026-12-31T17:55:00+08:00',
];

describe.each(moments)('the demo district seeded at %s', (moment) => {
  let testDatabase: TestDatabase;
  let database: Database;
  let pool: pg.Pool;
  const accountsFile = path.join(folder, `accounts-${moment}`.replace(/\W/g, '_'), 'accounts.json');

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    ({ database, pool } = open(testDatabase, moment));
    expect(await seedDemoDistrict(database, accountsFile, 'demo')).toBe(true);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('meets the published figures', async () => {
    const [sums] = await rowsOf(
      pool,
      `select count(*)::int as projects, sum(total_investment)::text as total, sum(planned_investment)::text as planned,
              count(*) filter (where level <> 'district')::int as upper,
              sum(total_investment) filter (where level <> 'district')::text as upper_total,
              sum(planned_investment) filter (where level <> 'district')::text as upper_planned
         from project join project_year using (district_id, project_id)
        where year = extract(year from duban_now() at time zone 'Asia/Shanghai')`,
    );
    expect(sums).toEqual({
      projects: 332,
      total: '379690000000',
      planned: '78360000000',
      upper: 50,
      upper_total: '166950000000',
      upper_planned: '40350000000',
    });
  });

  it('holds plans and actuals per span that meet the published results, and every figure is the sum of its entries', async () => {
    const [sums] = await rowsOf(
      pool,
      `select sum(actual)::text as done, sum(actual) filter (where level <> 'district')::text as upper_done,
              (select sum(planned_investment)::text from project_year) as ledger, sum(plan)::text as last_plan,
              (select sum(plan)::text from span_figure) as plan
         from span_figure join project using (district_id, project_id)
        where extract(year from span_start) = extract(year from duban_now() at time zone 'Asia/Shanghai') - 1`,
    );
    expect(sums).toMatchObject({ done: '65300000000', upper_done: '35250000000', last_plan: '59910000000' });
    expect(sums!.plan).toBe(sums!.ledger);
    expect(
      await rowsOf(
        pool,
        `select project_id, span_start
           from (select project_id, span_start, actual, (reported_at is not null)::int as reported from span_figure
                 union all select project_id, span_start, -amount, -1 from span_actual where entry = 1) both_sides
          group by 1, 2 having sum(actual) <> 0 or sum(reported) <> 0 limit 1`,
      ),
    ).toEqual([]);
  });

  it('is nothing to anyone in another district, or in none', async () => {
    const other = '00000000-0000-4000-8000-000000000001';
    for (const table of [
      'unit',
      'person',
      'project',
      'contract',
      'plan_version',
      'span_figure',
      'span_actual',
      'problem',
      'problem_entry',
      'timer',
      'meeting',
      'agenda_item',
      'visit',
      'visit_problem',
      'week_report',
      'week_report_line',
      'decision',
      'decision_entry',
      'meeting_minutes',
      'meeting_attendance',
    ])
      expect(await rowsOf(pool, `select 1 from ${table} limit 1`, other)).toEqual([]);
    expect((await pool.query('select 1 from project limit 1')).rows).toEqual([]);
  });

  it('lets one person of every role at least sign in, by passwords kept from everyone else', async () => {
    const accounts = JSON.parse(readFileSync(accountsFile, 'utf8')) as Account[];
    expect(statSync(accountsFile).mode & 0o777).toBe(0o600);
    expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(roles));
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
    const persons = await rowsOf<{ username: string; password_hash: string; email: string }>(
      pool,
      'select username, password_hash, email from person',
    );
    expect(persons).toHaveLength(accounts.length);
    for (const role of roles) {
      const { username, password } = accounts.find((account) => account.role === role)!;
      const hash = persons.find((person) => person.username === username)!.password_hash;
      expect(await verify(hash, password)).toBe(true);
    }
    for (const { email } of persons) expect(email).toMatch(/@demo\.invalid$/);
  });

  it('has the timers pending that its problems as stored ask for, none of them overdue', async () => {
    const ids = await rowsOf<{ problem_id: string }>(pool, 'select problem_id from problem');
    expect(ids.length).toBeGreaterThanOrEqual(60);
    const wanted = await database.transaction(context, async (tx) => {
      const loaded = await loadForUpdate(
        tx,
        ids.map((row) => row.problem_id),
      );
      const calendar = await loadCalendar(tx);
      const ladders = await loadLadders(
        tx,
        [...loaded.values()].map(({ subject }) => subject),
      );
      return [...loaded.values()].flatMap(({ state, subject }) =>
        pendingTimers(state, ladders.get(ladderKey(subject.ladderId, subject.ladderVersion))!, calendar).map(
          ({ kind, dueAt }) => `${state.id} ${kind} ${dueAt}`,
        ),
      );
    });
    const pending = await rowsOf<{ line: string }>(
      pool,
      `select concat_ws(' ', subject_id, kind, (extract(epoch from due_at) * 1000)::bigint) as line
         from timer where fired_at is null and subject_kind = 'problem'`,
    );
    expect(pending.map(({ line }) => line).sort()).toEqual(wanted.sort());
    expect(
      await rowsOf(
        pool,
        `select 1 from timer where fired_at is null and subject_kind = 'problem'
                            and due_at <= duban_now() + interval '10 minutes'`,
      ),
    ).toEqual([]);
    expect(await rowsOf(pool, 'select 1 from timer where fired_at is null and due_at <= duban_now()')).toEqual([]);
    // Where a clock of ours runs, something is pending for it.
    expect(
      await rowsOf(
        pool,
        `select number from problem p where status in ('open', 'claimed') and rung not in (4, 6) and not exists (
           select 1 from timer t where t.subject_id = p.problem_id and t.fired_at is null)`,
      ),
    ).toEqual([]);
  });

  it('has every problem of the meeting on an agenda of its line that is still to come, and all four series ahead', async () => {
    const atMeeting = await rowsOf<{ number: string; fits: boolean }>(
      pool,
      `select p.number, coalesce(bool_or(s.line = r.line and m.state in ('agendaOpen', 'agendaLocked')
                and i.times = p.times_on_agenda and m.held_on >= (duban_now() at time zone 'Asia/Shanghai')::date), false) as fits
         from problem p join project r using (district_id, project_id)
         left join agenda_item i on i.problem_id = p.problem_id and i.state = 'listed'
         left join meeting m on m.meeting_id = i.meeting_id
         left join meeting_series s on s.series_id = m.series_id
        where p.rung = 4 and p.status = 'open' and p.decision_id is null group by p.number`,
    );
    expect(atMeeting.length).toBeGreaterThanOrEqual(8);
    expect(atMeeting.filter(({ fits }) => !fits)).toEqual([]);
    const series = await rowsOf<{ coming: number; weekday: number }>(
      pool,
      `select weekday, count(*)::int as coming from meeting_series join meeting using (district_id, series_id)
        where meeting.starts_at > duban_now() group by series_id, weekday`,
    );
    expect(series).toHaveLength(4);
    expect(series.map(({ weekday }) => weekday)).toContain(1);
    for (const { coming } of series) expect(coming).toBeGreaterThanOrEqual(2);
  });

  it('sends nothing', async () => {
    for (const table of ['notice', 'delivery', 'outbox'])
      expect(await rowsOf(pool, `select 1 from ${table} limit 1`)).toEqual([]);
  });

  it('gives out the next number after the last one', async () => {
    const counters = await rowsOf<{ year: number; last: number; problems: number }>(
      pool,
      `select year, last, (select count(*)::int from problem where number like 'WT-' || year || '-%') as problems
         from number_counter where kind = 'problem'
       union all
       select year, last, (select count(*)::int from decision where number like 'YD-' || year || '-%')
         from number_counter where kind = 'decision'`,
    );
    expect(counters.length).toBeGreaterThan(0);
    for (const { last, problems } of counters) expect(last).toBe(problems);
  });

  it('leaves one unbroken entry in the audit trail', async () => {
    const report = await database.read(context, (tx) => verifyAuditChain(tx));
    expect(report).toMatchObject({ entries: 1 });
  });

  it("moves a problem on the leader's rung to the next leader with the post", async () => {
    const [found] = await rowsOf<{ problem_id: string; project_id: string; version: number; leader_id: string }>(
      pool,
      `select p.problem_id, p.project_id, r.version, c.leader_id from problem p
         join project r using (district_id, project_id)
         join contract c on c.project_id = p.project_id and c.to_on is null
        where p.rung = 3 and p.status = 'open' and c.from_on < (duban_now() at time zone 'Asia/Shanghai')::date limit 1`,
    );
    const next = [1, 2].map(leaderId).find((id) => id !== found!.leader_id)!;
    const answerer = () =>
      database.transaction(context, async (tx) => {
        const { state } = (await loadForUpdate(tx, [found!.problem_id])).get(found!.problem_id)!;
        return answererOf(state, rungOf(defaultLadder, state.rung));
      });
    expect(await answerer()).toEqual({ person: found!.leader_id });
    const today = dateOf(await database.now());
    const body = { toLeaderId: next, on: today, result: '移交。', words: '' };
    await database.transaction(context, async (tx) =>
      carryOutHandOver(tx, await prepareHandOver(tx, found!.project_id, found!.version, body)),
    );
    expect(await answerer()).toEqual({ person: next });
  });

  it('is not seeded twice', async () => {
    const before = readFileSync(accountsFile, 'utf8');
    expect(await seedDemoDistrict(database, accountsFile, 'demo')).toBe(false);
    expect(readFileSync(accountsFile, 'utf8')).toBe(before);
  });
});

describe('seeding', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    ({ database } = open(testDatabase, null));
  });
  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('commits nothing when the accounts cannot be written', async () => {
    writeFileSync(path.join(folder, 'a-file'), '');
    await expect(seedDemoDistrict(database, path.join(folder, 'a-file', 'accounts.json'), 'small')).rejects.toThrow();
    expect(await database.districts()).toEqual([]);
  }, 60_000);

  it('of two at once, one seeds, and the file is the one of the passwords stored', async () => {
    const file = path.join(folder, 'at-once.json');
    const results = await Promise.all([
      seedDemoDistrict(database, file, 'small'),
      seedDemoDistrict(database, file, 'small'),
    ]);
    expect(results.toSorted()).toEqual([false, true]);
    const [{ username, password }] = JSON.parse(readFileSync(file, 'utf8')) as [Account];
    const { pool } = open(testDatabase, null);
    const [person] = await rowsOf<{ password_hash: string }>(
      pool,
      `select password_hash from person where username = '${username}'`,
    );
    await pool.end();
    expect(await verify(person!.password_hash, password)).toBe(true);
  }, 60_000);
});

describe('the seeding program', () => {
  it('leaves a database that answers the first look at it at once', async () => {
    const testDatabase = await createTestDatabase();
    const program = path.resolve(import.meta.dirname, '../dist/seeds/seed-main.js');
    const accounts = path.join(folder, 'first-look.json');
    const env = { ...process.env, DATABASE_URL: testDatabase.url, DUBAN_ACCOUNTS_FILE: accounts, NODE_ENV: 'test' };
    execFileSync(process.execPath, [program], { env: { ...env, DUBAN_SEED: 'demo' }, stdio: 'ignore' });
    const { database, pool } = open(testDatabase, null);
    const [coordinator] = await rowsOf<{ person_id: string; unit_id: string }>(
      pool,
      `select person_id, unit_id from person join person_role using (district_id, person_id) where role = 'coordinator'`,
    );
    const actor = {
      kind: 'person',
      districtId,
      personId: coordinator!.person_id,
      roles: ['coordinator'],
      unitId: coordinator!.unit_id,
      companyId: null,
      name: '',
    } as const;
    const reader = new ProblemReader(database);
    const startedAt = performance.now();
    for (const query of [{}, { sort: 'due' }, { status: 'open' }]) {
      const { items } = await reader.list({ ...context, actor }, problemsQuery.parse(query));
      expect(items.length).toBeGreaterThan(0);
    }
    // It took minutes while the tables had no statistics; it takes some 100 ms.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await database.close();
    await testDatabase.drop();
  }, 120_000);
});

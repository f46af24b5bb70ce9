import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import path from 'node:path';
import pg from 'pg';
import { Redis } from 'ioredis';
import { newId } from '#db/id.js';
import { inspectDatabase } from '#db/inspection.js';
import { definedPeriods, inspectRedis } from '#jobs/index.js';
import { periodOn } from '#jobs/due-period.js';
import { dateOf, parseInstant } from '#domain/calendar/index.js';
import { recordAudit } from '../../audit/record-audit.js';
import '../../meeting/meeting.handlers.js';
import { raiseNotices } from '../../notice/raise-notices.js';
import { testServices } from '../../../../../test/support/running-services.js';
import { createSmallDistrict, type SmallDistrict } from '../../../../../test/support/small-district.js';
import { startTestServices } from '../../../../../test/support/test-services.mjs';
import { diagnose } from './diagnose.js';
import { exitCodeOf, type Finding } from './finding.js';
import { observe, type Installation } from './observe.js';
import { inJson, inLines } from './report.js';

jest.setTimeout(120_000);

// A whole installation, hurt in one place after the other.
const MOMENT = '2026-03-11T10:00:00+08:00';
const repository = path.resolve(import.meta.dirname, '../../../../..');

let town: SmallDistrict;
let owner: pg.Client;
let redis: Awaited<ReturnType<typeof startTestServices>>;
let at: Installation;
const pretenders: pg.Client[] = [];

async function pretendToRun(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: town.databaseUrl, application_name: name });
  client.on('error', () => undefined);
  await client.connect();
  pretenders.push(client);
}

async function configure(url: string, name: string, value: string): Promise<void> {
  const client = new Redis(url);
  try {
    await client.config('SET', name, value);
  } finally {
    client.disconnect();
  }
}

beforeAll(async () => {
  town = await createSmallDistrict();
  redis = await startTestServices(['redis']);
  await configure(redis.services.redisUrl, 'appendonly', 'yes');
  owner = new pg.Client({ connectionString: town.databaseUrl });
  await owner.connect();
  await owner.query(`select set_config('duban.district', $1, false)`, [town.districtId]);
  for (const name of ['duban-api', 'duban-worker']) await pretendToRun(name);
  const day = dateOf(parseInstant(MOMENT)!);
  for (const work of definedPeriods())
    await owner.query(
      `insert into period_run (district_id, job, period_start, started_at, finished_at) values ($1, $2, $3, now(), now())`,
      [town.districtId, work.name, periodOn(work, day).start],
    );
  await town.at(MOMENT).transaction(town.system, (tx) =>
    recordAudit(
      tx,
      [1, 2, 3].map((n) => ({ action: 'test.act', subjectKind: 'test', subjectId: String(n) })),
    ),
  );
  at = {
    wrongSettings: [],
    databaseUrl: town.databaseUrl,
    clockOffsetMs: parseInstant(MOMENT)! - Date.now(),
    redisUrl: redis.services.redisUrl,
    redisPrefix: undefined,
    queueInPostgres: false,
    smtpUrl: testServices().smtpUrl,
    migrationsFolder: path.join(repository, 'drizzle'),
    folders: [testServices().folder],
  };
});
afterAll(async () => {
  for (const client of [...pretenders, owner]) await client?.end();
  await redis?.stop();
  await town?.close();
});

const look = async (changed: Partial<Installation> = {}): Promise<Finding[]> =>
  diagnose(await observe({ ...at, ...changed }));
const ill = (findings: readonly Finding[]) =>
  findings.filter(({ level }) => level !== 'ok').map(({ check, code, level }) => `${check}.${code} ${level}`);

/** Hurts it, looks, and heals it. */
async function hurt(wound: string, heal: string): Promise<Finding[]> {
  await owner.query(wound);
  const found = (await look()).filter(({ level }) => level !== 'ok');
  await owner.query(heal);
  return found;
}

// What is healed is told no more.
afterEach(async () => expect(ill(await look())).toEqual([]));

describe('the doctor', () => {
  it('finds a sound installation sound, and says so in both languages', async () => {
    const findings = await look();
    expect(ill(findings)).toEqual([]);
    expect(exitCodeOf(findings)).toBe(0);
    expect(inLines(findings, 'zh').at(-1)).toBe('一切正常。');
    expect(inLines(findings, 'en').join('\n')).not.toMatch(/\p{Script=Han}|\{\w+\}/u);
    expect(findings.find(({ check }) => check === 'audit')?.args.entries).toBe(3);
  });

  it('sees a migration that is missing, by its hash', async () => {
    const { rows } = await owner.query<{ id: number; hash: string }>(
      'select id, hash from drizzle.__drizzle_migrations order by id limit 1',
    );
    const { id, hash } = rows[0]!;
    const found = await hurt(
      `update drizzle.__drizzle_migrations set hash = 'edited' where id = ${id}`,
      `update drizzle.__drizzle_migrations set hash = '${hash}' where id = ${id}`,
    );
    expect(ill(found)).toEqual(['migrations.missing fail']);
    expect(found[0]!.args.names).toMatch(/^0000_/);
  });

  it('sees every way through the wall', async () => {
    const wall = `create policy wall on problem using (district_id = duban_district()) with check (district_id = duban_district())`;
    const breaches: readonly [string, string, string][] = [
      ['drop policy wall on problem', wall, 'problem (noPolicy)'],
      [`alter policy wall on problem using (true)`, `drop policy wall on problem; ${wall}`, 'problem (otherPolicy)'],
      ['create policy more on problem for select using (true)', 'drop policy more on problem', 'problem (hole)'],
      [
        'alter table problem disable row level security',
        'alter table problem enable row level security',
        'problem (off)',
      ],
      [
        'alter table problem no force row level security',
        'alter table problem force row level security',
        'problem (notForced)',
      ],
      ['create table stray (name text)', 'drop table stray', 'stray (noDistrict)'],
    ];
    for (const [wound, heal, expected] of breaches) {
      const found = await hurt(wound, heal);
      expect([ill(found), found[0]!.args.tables]).toEqual([['wall.breached fail'], expected]);
    }
    const found = await hurt('grant update on audit_entry to duban_app', 'revoke update on audit_entry from duban_app');
    expect(ill(found)).toEqual(['wall.rewritable fail']);
  });

  it('sees a trail that was rewritten, thinned out or cut off', async () => {
    const rewritten = await hurt(
      `update audit_entry set person_name = 'somebody else' where seq = 2`,
      `update audit_entry set person_name = 'system' where seq = 2`,
    );
    expect(rewritten).toMatchObject([{ check: 'audit', level: 'fail', code: 'contentChanged', args: { seq: 2 } }]);
    const keep = 'create temporary table kept as select * from audit_entry where seq =';
    const back = 'insert into audit_entry select * from kept; drop table kept';
    expect(ill(await hurt(`${keep} 2; delete from audit_entry where seq = 2`, back))).toEqual([
      'audit.entryMissing fail',
    ]);
    expect(ill(await hurt(`${keep} 3; delete from audit_entry where seq = 3`, back))).toEqual([
      'audit.endMissing fail',
    ]);
  });

  it('sees timers that did not fire and timers that are parked', async () => {
    const late = (
      minutes: number,
      parked: string,
    ) => `insert into timer (district_id, timer_id, subject_kind, subject_id, kind,
      subject_version, due_at, created_at, parked_at) values ('${town.districtId}', '${newId()}', 'problem', '${newId()}',
      'problem.resolution', 1, '${MOMENT}'::timestamptz - interval '${minutes} minutes', now(), ${parked})`;
    expect(ill(await hurt(late(2, 'null'), 'delete from timer'))).toEqual(['timers.overdue warn']);
    const found = await hurt(late(90, 'null'), 'delete from timer');
    expect(found).toMatchObject([{ code: 'overdue', level: 'fail', args: { count: 1 } }]);
    // The moment runs on while the test does.
    expect(found[0]!.args.minutes).toBeGreaterThanOrEqual(90);
    expect(ill(await hurt(late(90, 'now()'), 'delete from timer'))).toEqual(['timers.parked warn']);
  });

  it('sees promises nobody takes up, dead letters, and work behind its time', async () => {
    const letter = (
      minutes: number,
      more: string,
    ) => `insert into outbox (district_id, outbox_id, job, payload, key, request_id,
      created_at, next_attempt_at, epoch, dead_at) values ('${town.districtId}', '${newId()}', 'notice.deliver', '{}', 'k', 'r',
      now(), '${MOMENT}'::timestamptz - interval '${minutes} minutes', ${more})`;
    expect(ill(await hurt(letter(3, '0, null'), 'delete from outbox'))).toEqual(['promises.waiting warn']);
    expect(ill(await hurt(letter(30, '0, null'), 'delete from outbox'))).toEqual(['promises.waiting fail']);
    expect(ill(await hurt(letter(-5, '9, null'), 'delete from outbox'))).toEqual(['promises.unheard warn']);
    expect(ill(await hurt(letter(30, '3, now()'), 'delete from outbox'))).toEqual(['promises.dead warn']);
    const behind = await hurt(
      `update period_run set finished_at = null, attempts = 5, last_error = 'poison' where job = 'meeting.open-agendas'`,
      `update period_run set finished_at = now() where job = 'meeting.open-agendas'`,
    );
    expect(behind).toMatchObject([{ code: 'failing', level: 'warn', args: { behind: 1, error: 'poison' } }]);
    const days = await hurt(
      `update period_run set period_start = period_start - 3 where job = 'jobs.forget'`,
      `update period_run set period_start = period_start + 3 where job = 'jobs.forget'`,
    );
    expect(days).toMatchObject([
      { check: 'periods', code: 'behind', level: 'fail', args: { job: 'jobs.forget', behind: 3 } },
    ]);
  });

  it('sees notices that are stuck, and those that were refused', async () => {
    const leader = { person: town.actors.leader.personId };
    const notice = {
      rule: 'problem.moved',
      subjectKind: 'problem',
      subjectId: newId(),
      period: 'p',
      urgency: 'now',
      args: {},
    } as const;
    await town.at(MOMENT).transaction(town.system, (tx) => raiseNotices(tx, [{ ...notice, recipients: [leader] }]));
    await owner.query(`delete from outbox`);
    const back = `update delivery set state = 'sent'`;
    const stuck = `update delivery set state = 'waiting', due_at = '${MOMENT}'::timestamptz - interval '45 minutes'`;
    expect(ill(await hurt(stuck, back))).toEqual(['deliveries.stuck warn']);
    expect(ill(await hurt(`update delivery set state = 'failed'`, back))).toEqual(['deliveries.failed warn']);
  });

  it('sees a worker that does not run', async () => {
    const worker = pretenders.pop()!;
    await worker.end();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ill(await look())).toEqual(['programs.noWorker fail']);
    await pretendToRun('duban-worker');
  });

  it('sees a Redis that evicts, forgets, or is not there', async () => {
    await configure(at.redisUrl!, 'maxmemory-policy', 'allkeys-lru');
    expect(ill(await look())).toEqual(['redis.evicts fail']);
    await configure(at.redisUrl!, 'maxmemory-policy', 'noeviction');
    await configure(at.redisUrl!, 'appendonly', 'no');
    expect(ill(await look())).toEqual(['redis.forgetful warn']);
    await configure(at.redisUrl!, 'appendonly', 'yes');
    const closed = await look({ redisUrl: 'redis://:hunter2@127.0.0.1:1' });
    expect(ill(closed)).toEqual(['redis.away fail']);
    expect(inJson(closed)).not.toContain('hunter2');
    expect(ill(await look({ redisUrl: undefined }))).toEqual(['redis.notSet fail']);
    expect(ill(await look({ queueInPostgres: true, redisUrl: undefined }))).toEqual([]);
  });

  it('sees a mail server, a disk or a database that is not there, and wrong settings', async () => {
    expect(ill(await look({ smtpUrl: 'smtp://127.0.0.1:1' }))).toEqual(['mail.away fail']);
    expect(ill(await look({ smtpUrl: undefined }))).toEqual(['mail.notSet warn']);
    expect(ill(await look({ folders: ['/nowhere/at/all'] }))).toEqual(['disk.notWritable fail']);
    expect(ill(await look({ wrongSettings: ['PUBLIC_URL'] }))).toEqual(['settings.wrong fail']);
    const gone = await look({ databaseUrl: 'postgres://duban:hunter2@127.0.0.1:1/duban' });
    expect(ill(gone)).toEqual(['database.away fail']);
    expect(inJson(gone)).not.toContain('hunter2');
    // What hangs on the database is not guessed at; the rest is still looked at.
    expect(gone.map(({ check }) => check)).toEqual(expect.arrayContaining(['redis', 'mail', 'disk']));
  });

  it('sees clocks that disagree', async () => {
    const anHourAgo = () => Date.now() - 3_600_000;
    const observed = await observe(at);
    const skewed = {
      database: await inspectDatabase(at.databaseUrl!, anHourAgo, at.migrationsFolder),
      redis: await inspectRedis(at.redisUrl!, () => Date.now() + 5_000),
    };
    expect(ill(diagnose({ ...observed, ...skewed }))).toEqual(['clocks.ahead fail', 'clocks.behind warn']);
  });
});

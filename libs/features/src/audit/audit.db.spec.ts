import { execFile } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { postgresCode, type Database, type Tx } from '#db/database.js';
import { formatInstant } from '#domain/calendar/index.js';
import {
  openDatabase,
  sketchDistrict,
  startPeopleApp,
  TestBrowser,
  type SmallDistrict,
} from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { recordAudit, type AuditRecord } from './record-audit.js';
import { verifyAuditChain } from './verify-chain.js';

// Password hashes and fresh databases take their time on a busy machine.
jest.setTimeout(30_000);

let testDatabase: TestDatabase;
let database: Database;
let owner: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  owner = new pg.Client({ connectionString: testDatabase.url });
  await owner.connect();
}, 60_000);

afterAll(async () => {
  await owner.end();
  await database.close();
  await testDatabase.drop();
});

let district: SmallDistrict;
let districts = 0;

beforeEach(async () => {
  districts += 1;
  const people = [
    { username: 'audit', unit: 'administration', roles: ['auditAdmin'] },
    { username: 'office', unit: 'office', roles: ['office'] },
  ] as const;
  const code = `district-${districts}`;
  district = await sketchDistrict(database, people, { code, host: `${code}.example` });
});

const entry = (action: string, more: Partial<AuditRecord> = {}): AuditRecord => ({
  action,
  subjectKind: 'problem',
  subjectId: 'p1',
  ...more,
});

const record = (...records: AuditRecord[]) => database.transaction(district.context, (tx) => recordAudit(tx, records));
const verify = () => database.read(district.context, verifyAuditChain);

/** What only the owner of the tables could do, and only by switching the wall off first. */
async function tamper(statement: string): Promise<void> {
  await owner.query('alter table audit_entry disable row level security');
  await owner.query('alter table audit_head disable row level security');
  const done = await owner.query(statement.replaceAll('$district', `'${district.districtId}'`));
  expect(done.rowCount).toBe(1);
  await owner.query('alter table audit_entry enable row level security');
  await owner.query('alter table audit_head enable row level security');
}

describe('recording', () => {
  it('chains what comes one by one and many at once, details of every kind included', async () => {
    await record(
      entry('a', { detail: { 姓名: '甲一', at: 1e21, nested: { list: [1.5, -0, null, true], emoji: '😀' } } }),
    );
    await record(
      entry('b', { detail: { z: 1, a: 2, bad: '\u0000\ud800' } }),
      entry('c', { result: 'refused', code: 'x.y' }),
    );
    expect(await verify()).toMatchObject({ entries: 3, broken: null, end: { seq: 3 } });
    await record(...Array.from({ length: 2_500 }, (_, n) => entry('many', { subjectId: `p${n}` })));
    expect(await verify()).toMatchObject({ entries: 2_503, broken: null });
  }, 30_000);

  it('leaves no gap and no fork when many write at once', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => record(entry(`act-${n}`), entry(`more-${n}`))));
    expect(await verify()).toMatchObject({ entries: 80, broken: null });
  });

  it('leaves nothing of an act that is rolled back', async () => {
    await record(entry('kept'));
    const fail = async (tx: Tx) => {
      await recordAudit(tx, [entry('undone')]);
      throw new Error('rolled back');
    };
    await expect(database.transaction(district.context, fail)).rejects.toThrow('rolled back');
    expect(await verify()).toMatchObject({ entries: 1, broken: null });
  });

  it('says who did it, from where, under which request', async () => {
    const personId = district.persons.office!;
    const actor = {
      kind: 'person' as const,
      districtId: district.districtId,
      personId,
      name: '甲一',
      roles: [],
      unitId: null,
      companyId: null,
    };
    await database.transaction({ ...district.context, actor, from: '192.0.2.7', requestId: 'r-1' }, (tx) =>
      recordAudit(tx, [entry('a')]),
    );
    const rows = await database.read(district.context, (tx) => tx.sql.execute(sql`select * from audit_entry`));
    expect(rows.rows).toMatchObject([
      { person_id: personId, person_name: '甲一', from_address: '192.0.2.7', request_id: 'r-1', result: 'done' },
    ]);
  });
});

describe('the trail is only ever added to', () => {
  it.each(['update audit_entry set action = $$x$$', 'delete from audit_entry', 'truncate audit_entry'])(
    'the application is refused by the database: %s',
    async (statement) => {
      await record(entry('a'));
      const refused = await database
        .transaction(district.context, (tx) => tx.sql.execute(sql.raw(statement)))
        .catch((error: unknown) => postgresCode(error));
      expect(refused).toBe('42501');
      expect(await verify()).toMatchObject({ entries: 1, broken: null });
    },
  );

  it.each([
    [
      'changes a word',
      `update audit_entry set action = 'x' where seq = 3 and district_id = $district`,
      3,
      'contentChanged',
    ],
    [
      'changes a detail',
      `update audit_entry set detail = '{"n":2}' where seq = 2 and district_id = $district`,
      2,
      'contentChanged',
    ],
    [
      'moves a moment',
      `update audit_entry set at = at + interval '1 ms' where seq = 2 and district_id = $district`,
      2,
      'contentChanged',
    ],
    ['takes one out', `delete from audit_entry where seq = 2 and district_id = $district`, 2, 'entryMissing'],
    ['takes the last one out', `delete from audit_entry where seq = 4 and district_id = $district`, 4, 'endMissing'],
    [
      'takes the last one out and moves the end back',
      `with gone as (delete from audit_entry where seq = 4 and district_id = $district)
       update audit_head set seq = 3 where district_id = $district`,
      4,
      'endMissing',
    ],
  ])('an owner of the tables who %s is found out', async (_what, statement, seq, reason) => {
    await record(...['a', 'b', 'c', 'd'].map((action) => entry(action, { detail: { n: 1 } })));
    expect((await verify()).broken).toBeNull();
    await tamper(statement);
    expect(await verify()).toMatchObject({ entries: seq - 1, broken: { seq, reason } });
  });

  it("shows a district nothing of another's, and counts each for itself", async () => {
    await record(entry('a'));
    const other = await sketchDistrict(database, [], { code: `other-${districts}` });
    expect(await database.read(other.context, verifyAuditChain)).toMatchObject({ entries: 0, broken: null });
  });
});

describe('the command', () => {
  const run = () =>
    new Promise<{ status: number | null; out: string }>((resolve) => {
      const main = 'dist/libs/features/src/audit/verify-main.js';
      const child = execFile(
        'node',
        [main],
        { env: { ...process.env, DATABASE_URL: testDatabase.url } },
        (_error, out) => resolve({ status: child.exitCode, out }),
      );
    });

  it('says what holds, and exits 1 with the first broken link', async () => {
    await record(entry('a'), entry('b'));
    const whole = await run();
    expect(whole.out).toMatch(new RegExp(`^${district.code}: 2 entries hold; the last hash is [0-9a-f]{64}$`, 'm'));
    await tamper(`update audit_entry set action = 'x' where seq = 2 and district_id = $district`);
    const broken = await run();
    expect(broken.status).toBe(1);
    expect(broken.out).toContain(`${district.code}: BROKEN at entry 2 (contentChanged); 1 entries before it hold`);
  }, 20_000);
});

describe('reading the trail', () => {
  let app: NestFastifyApplication;
  let browser: TestBrowser;

  beforeAll(async () => {
    app = await startPeopleApp(testDatabase.url);
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    browser = new TestBrowser(app);
    expect((await browser.signIn('audit', undefined, { district: district.code })).status).toBe(200);
  });

  it('is for the audit administrator; whoever else tries is written down', async () => {
    const office = new TestBrowser(app, '192.0.2.44');
    await office.signIn('office', undefined, { district: district.code });
    expect((await office.get('/api/v1/audit?action=secret')).status).toBe(403);
    const { body } = await browser.get('/api/v1/audit?result=denied');
    expect(body.items).toMatchObject([
      {
        action: 'audit.read',
        subjectKind: 'route',
        subjectId: 'GET /api/v1/audit',
        personId: district.persons.office,
        code: 'access.denied',
        fromAddress: '192.0.2.44',
      },
    ]);
  });

  it('goes by pages, newest first, each entry once', async () => {
    await record(...Array.from({ length: 7 }, (_, n) => entry('paged', { subjectId: `p${n}` })));
    const first = await browser.get('/api/v1/audit?action=paged&limit=3');
    const second = await browser.get(`/api/v1/audit?action=paged&limit=3&cursor=${first.body.next}`);
    const third = await browser.get(`/api/v1/audit?action=paged&limit=3&cursor=${second.body.next}`);
    const ids = [first, second, third].flatMap(({ body }) =>
      body.items.map((one: { subjectId: string }) => one.subjectId),
    );
    expect(ids).toEqual(['p6', 'p5', 'p4', 'p3', 'p2', 'p1', 'p0']);
    expect(third.body.next).toBeNull();
  });

  it('narrows by person, subject and time', async () => {
    await record(entry('x', { subjectId: 'one' }), entry('x', { subjectId: 'two' }));
    const items = async (query: string) => (await browser.get(`/api/v1/audit?${query}`)).body.items.length;
    expect(await items('subjectKind=problem&subjectId=two')).toBe(1);
    expect(await items(`personId=${district.persons.audit}`)).toBe(1);
    const now = await database.now();
    const at = (ms: number) => encodeURIComponent(formatInstant((now + ms) as typeof now));
    expect(await items(`action=x&from=${at(-60_000)}&to=${at(60_000)}`)).toBe(2);
    expect(await items(`action=x&from=${at(60_000)}`)).toBe(0);
    expect(await items(`action=x&to=${at(-60_000)}`)).toBe(0);
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-02-25T10:00:00', 'from'],
    ['from=2026-02-25T10:00:00Z&to=2026-02-25T10:00:00Z', 'to'],
    ['personId=1', 'personId'],
    ['limit=0', 'limit'],
    ['who=me', 'who'],
  ])('names the field of a bad question: %s', async (query, field) => {
    expect(await browser.get(`/api/v1/audit?${query}`)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

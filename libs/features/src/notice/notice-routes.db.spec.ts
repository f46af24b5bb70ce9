import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database } from '#db/database.js';
import { DatabaseModule } from '#db/database.module.js';
import { newId } from '#db/id.js';
import { IdentityModule } from '#features/identity/index.js';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp, DISTRICT_REGISTER, HttpModule } from '#platform/http/index.js';
import { PlatformModule } from '#platform/platform.module.js';
import { openDatabase, sketchDistrict, TestBrowser, type SmallDistrict } from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { NoticeModule } from './notice.module.js';
import { raiseNotices } from './raise-notices.js';

class NoticeApp {}

let testDatabase: TestDatabase;
let database: Database;
let district: SmallDistrict;
let app: NestFastifyApplication;

async function startNoticeApp(databaseUrl: string): Promise<NestFastifyApplication> {
  const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, DUBAN_QUEUE: 'postgres', LOG_LEVEL: 'silent' };
  const config = readConfig({ ...env, TRUST_PROXY: 'true' });
  const module: DynamicModule = {
    module: NoticeApp,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({ url: databaseUrl, clockOffsetMs: 0, maxConnections: 8, applicationName: 'duban-test' }),
      HttpModule.with({
        imports: [IdentityModule],
        providers: [{ provide: DISTRICT_REGISTER, useExisting: Database }],
      }),
      IdentityModule,
      NoticeModule,
    ],
  };
  const started = await createHttpApp(module, config, false);
  await started.init();
  return started;
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  district = await sketchDistrict(database, [
    { username: 'clerk', unit: 'office', roles: ['office'], email: 'clerk@demo.invalid' },
    { username: 'wang', unit: 'department', roles: ['department'], email: 'wang@demo.invalid', language: 'en' },
    { username: 'root', unit: 'administration', roles: ['systemAdmin'] },
  ]);
  app = await startNoticeApp(testDatabase.url);
  for (const n of [1, 2, 3, 4, 5])
    await database.transaction(district.context, (tx) =>
      raiseNotices(tx, [
        {
          rule: 'problem.claimed',
          subjectKind: 'problem',
          subjectId: newId(),
          period: 'p',
          recipients: [{ person: district.persons.clerk! }, { person: district.persons.wang! }],
          urgency: 'now',
          args: { number: `WT-${n}`, title: '管线', evidence: 'photo' },
        },
      ]),
    );
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

async function signedIn(username: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  expect((await browser.signIn(username)).status).toBeLessThan(300);
  return browser;
}

interface Row {
  id: string;
  headline: string;
  readAt: string | null;
}

describe('GET /api/v1/notices', () => {
  it('is the own inbox, newest first, page by page, in the language of who reads', async () => {
    const clerk = await signedIn('clerk');
    const first = await clerk.get('/api/v1/notices?limit=3');
    expect(first.status).toBe(200);
    expect(first.body.unread).toBe(5);
    const second = await clerk.get(`/api/v1/notices?limit=3&cursor=${first.body.next}`);
    expect(second.body.next).toBeNull();
    const all = [...first.body.items, ...second.body.items] as Row[];
    expect(all.map(({ headline }) => headline)).toEqual(
      [5, 4, 3, 2, 1].map((n) => `问题已申请销号，请到现场核实：WT-${n} 管线`),
    );
    expect(first.body.items[0]).toMatchObject({
      rule: 'problem.claimed',
      urgency: 'now',
      text: '办理情况：photo',
      path: expect.stringMatching(/^\/problems\//),
      at: expect.stringMatching(/\+08:00$/),
      readAt: null,
    });
    const wang = await signedIn('wang');
    expect((await wang.get('/api/v1/notices')).body.items[0].headline).toBe(
      'Claimed done: please check it on site: WT-5 管线',
    );
  });

  it('refuses a cursor it never gave and a filter it does not know, by name', async () => {
    const clerk = await signedIn('clerk');
    for (const [url, field] of [
      ['/api/v1/notices?cursor=abc', 'cursor'],
      ['/api/v1/notices?unread=maybe', 'unread'],
    ] as const) {
      const { status, body } = await clerk.get(url);
      expect([status, body.code]).toEqual([400, 'request.invalid']);
      expect(JSON.stringify(body)).toContain(field);
    }
    expect((await new TestBrowser(app).get('/api/v1/notices')).status).toBe(401);
  });
});

describe('POST /api/v1/notices/read', () => {
  it("marks one's own as read, some or all up to one, and nobody else's", async () => {
    const clerk = await signedIn('clerk');
    const wang = await signedIn('wang');
    const { items } = (await clerk.get('/api/v1/notices')).body as { items: Row[] };
    const [, , third, fourth] = items as [Row, Row, Row, Row];
    const foreign = (await wang.get('/api/v1/notices?limit=1')).body.items[0].id as string;
    const some = await clerk.request('POST', '/api/v1/notices/read', { ids: [fourth.id, foreign] });
    expect([some.status, some.body]).toEqual([200, { unread: 4 }]);
    expect((await clerk.request('POST', '/api/v1/notices/read', { upTo: third.id })).body).toEqual({ unread: 2 });
    expect((await clerk.get('/api/v1/notices?unread=true')).body.items).toHaveLength(2);
    expect((await clerk.get('/api/v1/notices?unread=false')).body.items).toHaveLength(3);
    expect((await wang.get('/api/v1/notices')).body.unread).toBe(5);
  });

  it('refuses a body that says both or neither', async () => {
    const clerk = await signedIn('clerk');
    for (const body of [{}, { ids: [] }, { upTo: newId(), ids: [newId()] }, { ids: ['x'] }])
      expect((await clerk.request('POST', '/api/v1/notices/read', body)).status).toBe(400);
  });
});

describe('GET /api/v1/deliveries', () => {
  it('shows operators how sending stands, with masked addresses and nothing of what is told', async () => {
    const root = await signedIn('root');
    const { status, body } = await root.get('/api/v1/deliveries?state=waiting&limit=4');
    expect(status).toBe(200);
    expect(body.items).toHaveLength(4);
    expect(body.next).not.toBeNull();
    const rest = await root.get(`/api/v1/deliveries?state=waiting&limit=10&cursor=${body.next}`);
    expect(rest.body.items).toHaveLength(6);
    expect(body.items[0]).toMatchObject({ state: 'waiting', attempts: 0, lastError: null, channel: 'mail' });
    const addresses = [...body.items, ...rest.body.items].map(({ address }: { address: string }) => address);
    expect(new Set(addresses)).toEqual(new Set(['c***@demo.invalid', 'w***@demo.invalid']));
    expect(JSON.stringify(body)).not.toMatch(/管线|photo|clerk@/);
    expect((await root.get('/api/v1/deliveries?state=sent')).body.items).toEqual([]);
  });

  it('is not for everyone', async () => {
    expect((await (await signedIn('clerk')).get('/api/v1/deliveries')).status).toBe(403);
  });
});

describe('/api/v1/me/notice-preferences', () => {
  const path = '/api/v1/me/notice-preferences';
  const put = (browser: TestBrowser, version: number, without: string[]) =>
    browser.request('PUT', path, { without }, { 'if-match': `"${version}"` });

  it('lists every topic, what of it is duty, and mails all until somebody says otherwise', async () => {
    const clerk = await signedIn('clerk');
    const { status, body } = await clerk.get(path);
    expect([status, body.version]).toEqual([200, 0]);
    expect(body.topics).toEqual([
      ...['answer', 'overdue', 'dueSoon', 'meetings'].map((topic) => ({ topic, duty: true, mail: true })),
      ...['movement', 'closing', 'rules'].map((topic) => ({ topic, duty: false, mail: true })),
    ]);
  });

  it('is one’s own, by version; the loser of a race is shown what the other chose', async () => {
    const clerk = await signedIn('clerk');
    const wang = await signedIn('wang');
    const chosen = await put(clerk, 0, ['rules', 'movement', 'rules']);
    expect([chosen.status, chosen.body.version]).toEqual([200, 1]);
    const without = ({ topics }: { topics: { topic: string; mail: boolean }[] }) =>
      topics.filter(({ mail }) => !mail).map(({ topic }) => topic);
    expect(without(chosen.body)).toEqual(['movement', 'rules']);
    const late = await put(clerk, 0, []);
    expect([late.status, late.body.code]).toEqual([409, 'notice.version_conflict']);
    expect(without(late.body.current)).toEqual(['movement', 'rules']);
    expect((await put(clerk, 1, ['closing'])).body.version).toBe(2);
    expect(without((await wang.get(path)).body)).toEqual([]);
    expect(without((await clerk.get(path)).body)).toEqual(['closing']);
  });

  it('refuses to switch off a duty, by name, and changes nothing', async () => {
    const clerk = await signedIn('clerk');
    const before = (await clerk.get(path)).body;
    for (const topic of ['answer', 'overdue', 'dueSoon', 'meetings']) {
      const { status, body } = await put(clerk, before.version as number, ['movement', topic]);
      expect([status, body.code, body.args]).toEqual([409, 'notice.duty', { field: 'without.1', topic }]);
    }
    expect((await put(clerk, before.version as number, ['weather'])).status).toBe(400);
    expect((await clerk.request('PUT', path, { without: [] })).status).toBe(428);
    expect((await clerk.get(path)).body).toEqual(before);
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Database } from '#db/database.js';
import { auditEntry, idempotencyKey, person } from '#db/schema/index.js';
import { newId } from '#db/id.js';
import {
  openDatabase,
  sketchDistrict,
  startPeopleApp,
  TestBrowser,
  type SmallDistrict,
} from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';

// Password hashes and fresh databases take their time on a busy machine.
jest.setTimeout(30_000);

let testDatabase: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let district: SmallDistrict;
let admin: TestBrowser;
let guard: TestBrowser;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  district = await sketchDistrict(database, [
    { username: 'system', unit: 'administration', roles: ['systemAdmin'] },
    { username: 'security', unit: 'administration', roles: ['securityAdmin'] },
    { username: 'audit', unit: 'administration', roles: ['auditAdmin'] },
    { username: 'office', unit: 'office', roles: ['office'] },
    { username: 'leader', unit: 'leadership', roles: ['leader'] },
    { username: 'company', unit: 'company', roles: ['enterprise'] },
  ]);
  app = await startPeopleApp(testDatabase.url);
  admin = await browserOf('system');
  guard = await browserOf('security');
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

async function browserOf(username: string, password?: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app);
  expect((await browser.signIn(username, password)).status).toBe(200);
  return browser;
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

async function create(username: string, more: object = {}) {
  return admin.request('POST', '/api/v1/users', { username, name: '示范新人', unitId: district.units.office, ...more });
}

const grant = (id: string, roles: string[], version: number, by = guard) =>
  by.request('PUT', `/api/v1/persons/${id}/roles`, { roles }, ifMatch(version));

describe('accounts', () => {
  it('are created with a password that works and is kept nowhere', async () => {
    const created = await admin.request(
      'POST',
      '/api/v1/users',
      { username: 'newcomer', name: '示范新人', unitId: district.units.office },
      { 'idempotency-key': 'create-newcomer' },
    );
    expect(created).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { username: 'newcomer', roles: [], active: true, hasPassword: true, version: 1 },
    });
    const { initialPassword } = created.body;
    expect((await new TestBrowser(app).signIn('newcomer', initialPassword)).status).toBe(200);
    const stored = await database.read(district.context, async (tx) => [
      await tx.sql.select().from(auditEntry),
      await tx.sql.select().from(idempotencyKey),
      await tx.sql.select().from(person),
    ]);
    expect(JSON.stringify(stored)).not.toContain(initialPassword);
  });

  it('have one user name each', async () => {
    await create('twin');
    expect(await create('twin')).toMatchObject({ status: 409, body: { code: 'user.username_taken' } });
    expect(await create('Twin 2')).toMatchObject({ status: 400, body: { errors: [{ field: 'username' }] } });
  });

  it('belong to a unit of the district', async () => {
    expect(await create('homeless', { unitId: newId() })).toMatchObject({
      status: 404,
      body: { code: 'unit.not_found' },
    });
  });

  it('are changed only by who has seen the last version', async () => {
    const { id } = (await create('changing')).body;
    const change = { name: '示范改名', post: '主任', unitId: district.units.department, email: 'a@demo.invalid' };
    const put = (version: number) => admin.request('PUT', `/api/v1/users/${id}`, change, ifMatch(version));
    expect(await put(1)).toMatchObject({
      status: 200,
      body: { ...{ name: '示范改名', version: 2 }, unit: { kind: 'department' } },
    });
    expect(await put(1)).toMatchObject({
      status: 409,
      body: { code: 'user.version_conflict', current: { version: 2, name: '示范改名' } },
    });
    expect((await admin.request('PUT', `/api/v1/users/${id}`, change)).status).toBe(428);
  });

  it('do not move to a unit where their role means nothing', async () => {
    const id = district.persons.office;
    const change = { name: 'x', post: '', unitId: district.units.department, email: null };
    expect(await admin.request('PUT', `/api/v1/users/${id}`, change, ifMatch(1))).toMatchObject({
      status: 409,
      body: { code: 'user.roles_do_not_fit', args: { role: 'office' } },
    });
  });

  it('that are shut out are out at once, and come back with a new sign-in only', async () => {
    const { id, initialPassword } = (await create('leaver')).body;
    await grant(id, ['office'], 1);
    const leaver = await browserOf('leaver', initialPassword);
    expect((await leaver.get('/api/v1/session')).status).toBe(200);
    const out = await admin.request('POST', `/api/v1/users/${id}/deactivation`, undefined, ifMatch(2));
    expect(out).toMatchObject({ status: 200, body: { active: false, version: 3 } });
    expect((await leaver.get('/api/v1/session')).status).toBe(401);
    expect((await new TestBrowser(app).signIn('leaver', initialPassword)).status).toBe(401);
    await admin.request('POST', `/api/v1/users/${id}/activation`, undefined, ifMatch(3));
    expect((await leaver.get('/api/v1/session')).status).toBe(401);
    expect((await new TestBrowser(app).signIn('leaver', initialPassword)).status).toBe(200);
  });

  it('get a new password from the administrator, and the sessions end', async () => {
    const { id, initialPassword } = (await create('forgetful')).body;
    await grant(id, ['office'], 1);
    const browser = await browserOf('forgetful', initialPassword);
    const reset = await admin.request('POST', `/api/v1/users/${id}/password-reset`, undefined, ifMatch(2));
    expect(reset.status).toBe(200);
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    expect((await new TestBrowser(app).signIn('forgetful', initialPassword)).status).toBe(401);
    expect((await new TestBrowser(app).signIn('forgetful', reset.body.password)).status).toBe(200);
  });

  it.each([
    ['security', 'user.is_administrator'],
    ['audit', 'user.is_administrator'],
    ['system', 'user.own_account'],
  ])('of %s are not in the hands of the system administrator', async (username, code) => {
    const id = district.persons[username];
    for (const act of ['deactivation', 'password-reset'])
      expect(await admin.request('POST', `/api/v1/users/${id}/${act}`, undefined, ifMatch(1))).toMatchObject({
        status: 409,
        body: { code },
      });
  });

  it('are paged by key, each once', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const url: string = `/api/v1/users?limit=2${next ? `&cursor=${next}` : ''}`;
      const { body } = await admin.get(url);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      next = body.next;
    } while (next);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(Object.values(district.persons)));
    expect(await admin.get('/api/v1/users?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { args: { field: 'cursor' } },
    });
  });
});

describe('roles', () => {
  it('are given by the security administrator, hold at once, and are written down', async () => {
    const { id, initialPassword } = (await create('riser')).body;
    const riser = await browserOf('riser', initialPassword);
    expect((await riser.get('/api/v1/units')).status).toBe(403);
    expect(await grant(id, ['office'], 1)).toMatchObject({ status: 200, body: { roles: ['office'], version: 2 } });
    expect((await riser.get('/api/v1/units')).status).toBe(200);
    expect((await grant(id, [], 2)).status).toBe(200);
    expect((await riser.get('/api/v1/units')).status).toBe(403);
    const trail = await (await browserOf('audit')).get(`/api/v1/audit?action=role.grant&subjectId=${id}`);
    expect(trail.body.items).toMatchObject([
      { detail: { granted: [], taken: ['office'] }, personId: district.persons.security },
      { detail: { granted: ['office'], taken: [] } },
    ]);
  });

  it.each([
    ['two administrators in one hand', 'leader', ['systemAdmin', 'auditAdmin'], 'directory.conflicting_roles'],
    ['a role bound to another kind of unit', 'leader', ['office'], 'directory.role_does_not_fit'],
    ["the district's roles for an enterprise", 'company', ['coordinator'], 'directory.role_does_not_fit'],
    ['their own', 'security', ['securityAdmin', 'coordinator'], 'directory.own_roles'],
  ])('refused: %s', async (_what, username, roles, code) => {
    const id = district.persons[username]!;
    const before = await guard.get(`/api/v1/persons/${id}`);
    expect(await grant(id, roles, before.body.version)).toMatchObject({ status: 409, body: { code } });
    expect((await guard.get(`/api/v1/persons/${id}`)).body).toEqual(before.body);
  });

  it('are not for the system administrator to give', async () => {
    const id = district.persons.leader!;
    expect(await grant(id, ['coordinator'], 1, admin)).toMatchObject({ status: 403, body: { code: 'access.denied' } });
  });

  it('need the version that was seen', async () => {
    expect(await grant(district.persons.leader!, ['leader'], 9)).toMatchObject({
      status: 409,
      body: { code: 'person.version_conflict', current: { version: 1, roles: ['leader'] } },
    });
    expect((await grant(newId(), [], 1)).body.code).toBe('person.not_found');
  });
});

describe('the directory', () => {
  it('is open to who works for the district, not to an enterprise', async () => {
    const office = await browserOf('office');
    const units = await office.get('/api/v1/units?kind=company');
    expect(units).toMatchObject({ status: 200, body: { items: [{ id: district.units.company }], next: null } });
    const persons = await office.get('/api/v1/persons?role=leader');
    expect(persons.body.items).toMatchObject([{ id: district.persons.leader, roles: ['leader'] }]);
    expect(JSON.stringify(persons.body)).not.toMatch(/password|email|username/);
    expect((await (await browserOf('company')).get('/api/v1/units')).status).toBe(403);
  });

  it('finds by a part of the name, taking % and _ as they are', async () => {
    const found = (q: string) => guard.get(`/api/v1/persons?q=${encodeURIComponent(q)}`);
    expect((await found('示范lead')).body.items).toHaveLength(1);
    expect((await found('%')).body.items).toHaveLength(0);
    expect((await found('示_范')).body.items).toHaveLength(0);
  });
});

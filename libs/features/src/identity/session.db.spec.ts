import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eq } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { auditEntry, person, session } from '#db/schema/index.js';
import {
  openDatabase,
  PASSWORD,
  sketchDistrict,
  startPeopleApp,
  TestBrowser,
  type SmallDistrict,
} from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';

const HOUR = 60 * 60_000;

// Password hashes and fresh databases take their time on a busy machine.
jest.setTimeout(30_000);

let testDatabase: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let east: SmallDistrict;
let west: SmallDistrict;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  const people = [
    { username: 'office', unit: 'office', roles: ['office'] },
    { username: 'mover', unit: 'office', roles: ['office'] },
    { username: 'company', unit: 'company', roles: ['enterprise'] },
    { username: 'gone', unit: 'office', roles: ['office'], active: false },
    { username: 'mute', unit: 'office', roles: ['office'], password: false },
  ] as const;
  east = await sketchDistrict(database, people, { code: 'east', host: 'east.example' });
  west = await sketchDistrict(database, people, { code: 'west', host: 'west.example' });
  app = await startPeopleApp(testDatabase.url);
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

const inEast = { district: 'east' };

async function signedIn(username = 'office', from?: string): Promise<TestBrowser> {
  const browser = new TestBrowser(app, from);
  expect((await browser.signIn(username, PASSWORD, inEast)).status).toBe(200);
  return browser;
}

describe('signing in', () => {
  it('answers who one is, and sets a cookie that only this host ever sees', async () => {
    const browser = new TestBrowser(app);
    const answer = await browser.signIn('office', PASSWORD, inEast);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        person: { id: east.persons.office, username: 'office', language: 'zh' },
        roles: ['office'],
        unit: { id: east.units.office, kind: 'office' },
        district: { id: east.districtId, code: 'east' },
      },
    });
    expect(answer.body.permissions).toBeUndefined();
    const cookie = answer.cookies.find(({ name }) => name === '__Host-duban')!;
    expect(cookie).toMatchObject({ path: '/', httpOnly: true, secure: true, sameSite: 'Strict', maxAge: 604_800 });
    expect(cookie).not.toHaveProperty('domain');
    expect(cookie.value).toMatch(new RegExp(`^${east.districtId}\\.[A-Za-z0-9_-]{43}$`));
    expect(JSON.stringify(answer.body)).not.toContain(cookie.value.split('.')[1]);
  });

  it('does not mind a capital, blanks or full width in the name', async () => {
    const browser = new TestBrowser(app);
    expect((await browser.signIn(' ＯＦＦＩＣＥ ', PASSWORD, inEast)).status).toBe(200);
  });

  it('keeps no token in the database', async () => {
    const browser = await signedIn();
    const token = browser.cookies.get('__Host-duban')!.split('.')[1]!;
    const rows = await database.read(east.context, (tx) => tx.sql.select().from(session));
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it.each([
    ['an unknown name', 'nobody', PASSWORD],
    ['a wrong password', 'office', 'wrong horse battery'],
    ['a person not active', 'gone', PASSWORD],
    ['a person without a password', 'mute', PASSWORD],
  ])('answers %s alike', async (_what, username, password) => {
    const browser = new TestBrowser(app, `198.51.100.${username.length}`);
    const { status, body } = await browser.signIn(username, password, inEast);
    expect(status).toBe(401);
    expect({ ...body, requestId: '' }).toEqual({
      type: 'urn:duban:refusal:session.wrong_credentials',
      title: 'Unauthorized',
      status: 401,
      code: 'session.wrong_credentials',
      args: {},
      requestId: '',
    });
    expect(browser.cookies.size).toBe(0);
  });

  it('names the field that is missing or too much', async () => {
    const browser = new TestBrowser(app);
    const missing = await browser.request('POST', '/api/v1/session', { username: 'office' });
    expect(missing).toMatchObject({ status: 400, body: { errors: [{ field: 'password' }] } });
    const extra = await browser.signIn('office', PASSWORD, { admin: true });
    expect(extra).toMatchObject({ status: 400, body: { errors: [{ field: 'admin' }] } });
  });

  it('finds the district by the host name, and asks for it where there are several', async () => {
    const browser = new TestBrowser(app);
    const byHost = await browser.request(
      'POST',
      '/api/v1/session',
      { username: 'office', password: PASSWORD },
      { host: 'west.example' },
    );
    expect(byHost.body.district.code).toBe('west');
    expect(await new TestBrowser(app).signIn('office')).toMatchObject({
      status: 422,
      body: { code: 'session.district_required', args: { field: 'district' } },
    });
    expect(await new TestBrowser(app).signIn('office', PASSWORD, { district: 'north' })).toMatchObject({
      status: 404,
      body: { code: 'district.not_found' },
    });
  });

  it('leaves no second session behind in the same browser', async () => {
    const browser = await signedIn('company');
    await browser.signIn('company', PASSWORD, inEast);
    expect((await browser.get('/api/v1/sessions')).body).toHaveLength(1);
  });

  it('is written down, failures too, without the name that was typed when nobody has it', async () => {
    const browser = new TestBrowser(app, '203.0.113.77');
    await browser.signIn('office', PASSWORD, inEast);
    await browser.signIn('my-secret-password', PASSWORD, inEast);
    const entries = await database.read(east.context, (tx) =>
      tx.sql.select().from(auditEntry).where(eq(auditEntry.fromAddress, '203.0.113.77')).orderBy(auditEntry.seq),
    );
    expect(entries).toMatchObject([
      { action: 'session.sign-in', result: 'done', personId: east.persons.office },
      { action: 'session.sign-in', result: 'refused', personId: null, subjectId: 'unknown' },
    ]);
    expect(JSON.stringify(entries)).not.toContain('my-secret-password');
  });
});

describe('being signed in', () => {
  it('says who one is and what one may do, each with its reach', async () => {
    const { status, body } = await (await signedIn()).get('/api/v1/session');
    expect(status).toBe(200);
    expect(body.person.id).toBe(east.persons.office);
    expect(body.permissions).toContainEqual({
      action: 'problem.file',
      scope: { kind: 'within', officeId: east.units.office },
    });
    expect(body.permissions.map(({ action }: { action: string }) => action)).not.toContain('audit.read');
    expect(Math.abs(Date.parse(body.now) - Date.now())).toBeLessThan(60_000);
  });

  it("an enterprise's person reaches their company and nothing of the district's", async () => {
    const { body } = await (await signedIn('company')).get('/api/v1/session');
    expect(body.permissions).toContainEqual({
      action: 'problem.read',
      scope: { kind: 'within', companyId: east.units.company },
    });
  });

  it.each([
    ['no cookie', () => ''],
    ['a token of our own making', (value: string) => `${value.slice(0, -4)}AAAA`],
    ['no district', (value: string) => value.split('.')[1]!],
    ['a district that is none', (value: string) => `not-a-district.${value.split('.')[1]}`],
    ['SQL for a district', (value: string) => `'; select 1; --.${value.split('.')[1]}`],
    ['a longer token', (value: string) => `${value}A`],
    ['another district before the token', (value: string) => `${west.districtId}.${value.split('.')[1]}`],
  ])('%s is nobody', async (_what, tampered) => {
    const browser = await signedIn();
    browser.cookies.set('__Host-duban', tampered(browser.cookies.get('__Host-duban')!));
    expect(await browser.get('/api/v1/session')).toMatchObject({
      status: 401,
      body: { code: 'access.not_signed_in' },
    });
  });

  it('ends with signing out, at once and for the copied cookie too', async () => {
    const browser = await signedIn();
    const copy = new TestBrowser(app);
    copy.cookies.set('__Host-duban', browser.cookies.get('__Host-duban')!);
    expect((await copy.get('/api/v1/session')).status).toBe(200);
    const out = await browser.request('DELETE', '/api/v1/session');
    expect(out.status).toBe(204);
    expect(browser.cookies.has('__Host-duban')).toBe(false);
    expect((await copy.get('/api/v1/session')).status).toBe(401);
    expect((await browser.request('DELETE', '/api/v1/session')).status).toBe(204);
  });

  it('ends with the person being active, whoever switched them off and however', async () => {
    const browser = await signedIn('mover');
    const setActive = (active: boolean) =>
      database.transaction(east.context, (tx) =>
        tx.sql.update(person).set({ active }).where(eq(person.personId, east.persons.mover!)),
      );
    await setActive(false);
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    await setActive(true);
    expect((await browser.get('/api/v1/session')).status).toBe(200);
  });

  it('ends after twelve hours unused, or seven days used or not', async () => {
    const idle = await signedIn('mover');
    const busy = await signedIn('mover');
    const status = async (browser: TestBrowser) => (await browser.get('/api/v1/session')).status;
    for (let hours = 11; hours < 7 * 24; hours += 11) {
      const then = await startPeopleApp(testDatabase.url, hours * HOUR);
      expect([hours, await status(busy.moveTo(then))]).toEqual([hours, 200]);
      if (hours === 22) expect(await status(idle.moveTo(then))).toBe(401);
      await then.close();
    }
    const after = await startPeopleApp(testDatabase.url, 7 * 24 * HOUR);
    expect(await status(busy.moveTo(after))).toBe(401);
    await after.close();
  }, 60_000);
});

describe('own sessions', () => {
  it('are listed and can be ended one by one', async () => {
    const desk = await signedIn('mover');
    const phone = await signedIn('mover', '192.0.2.99');
    const { body: list } = await desk.get('/api/v1/sessions');
    const other = list.find(({ fromAddress }: { fromAddress: string }) => fromAddress === '192.0.2.99');
    expect(list.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    expect(other).toMatchObject({ current: false, userAgent: 'test' });
    expect(other.createdAt).toMatch(/\+08:00$/);
    expect((await desk.request('DELETE', `/api/v1/sessions/${other.id}`)).status).toBe(204);
    expect((await phone.get('/api/v1/session')).status).toBe(401);
    expect((await desk.get('/api/v1/session')).status).toBe(200);
  });

  it("of somebody else look like ones that don't exist", async () => {
    const mine = await signedIn('mover');
    const theirs = await signedIn('office');
    const { body } = await theirs.get('/api/v1/sessions');
    expect(await mine.request('DELETE', `/api/v1/sessions/${body[0].id}`)).toMatchObject({
      status: 404,
      body: { code: 'session.not_found' },
    });
    expect((await theirs.get('/api/v1/session')).status).toBe(200);
  });
});

describe('changing the password', () => {
  it('asks for the old one, refuses a weak one, and ends the other sessions', async () => {
    const here = await signedIn('mover');
    const there = await signedIn('mover');
    const change = (oldPassword: string, newPassword: string) =>
      here.request('PUT', '/api/v1/session/password', { oldPassword, newPassword });
    expect(await change('wrong horse battery', 'a much better one')).toMatchObject({
      status: 422,
      body: { code: 'session.old_password_invalid', errors: [{ field: 'oldPassword' }] },
    });
    expect(await change(PASSWORD, 'password12')).toMatchObject({
      status: 422,
      body: { code: 'session.password_too_weak', args: { field: 'newPassword', reason: 'tooCommon' } },
    });
    expect((await there.get('/api/v1/session')).status).toBe(200);
    expect((await change(PASSWORD, 'a much better one')).status).toBe(204);
    expect((await there.get('/api/v1/session')).status).toBe(401);
    expect((await here.get('/api/v1/session')).status).toBe(200);
    expect((await new TestBrowser(app).signIn('mover', PASSWORD, inEast)).status).toBe(401);
    expect((await new TestBrowser(app).signIn('mover', 'a much better one', inEast)).status).toBe(200);
  });

  it('cannot be used to guess', async () => {
    const browser = await signedIn('company');
    const guess = () =>
      browser.request('PUT', '/api/v1/session/password', { oldPassword: 'guess', newPassword: 'a much better one' });
    for (let n = 0; n < 5; n++) expect((await guess()).status).toBe(422);
    expect((await guess()).status).toBe(429);
  });
});

describe('the language', () => {
  it('is chosen by oneself', async () => {
    const browser = await signedIn('office');
    expect((await browser.request('PUT', '/api/v1/session/language', { language: 'en' })).status).toBe(204);
    expect((await browser.get('/api/v1/session')).body.person.language).toBe('en');
    expect(await browser.request('PUT', '/api/v1/session/language', { language: 'fr' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'language' }] },
    });
  });
});

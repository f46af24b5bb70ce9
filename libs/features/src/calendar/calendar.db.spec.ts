import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Database } from '#db/database.js';
import { calendarDay, calendarYear } from '#db/schema/index.js';
import { plainDate, publishedExceptions } from '#domain/calendar/index.js';
import {
  openDatabase,
  sketchDistrict,
  startPeopleApp,
  TestBrowser,
  type SmallDistrict,
} from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';

let testDatabase: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let browser: TestBrowser;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  const district = await sketchDistrict(database, [], { host: 'first.example' });
  await loadNotices(district, [2023, 2026]);
  app = await startPeopleApp(testDatabase.url);
  browser = new TestBrowser(app);
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

async function loadNotices({ districtId, context }: SmallDistrict, years: number[]): Promise<void> {
  await database.transaction(context, async (tx) => {
    const days = years.flatMap(publishedExceptions).map((day) => ({ ...day, districtId, source: 'notice' as const }));
    await tx.sql.insert(calendarDay).values(days);
    await tx.sql.insert(calendarYear).values(years.map((year) => ({ districtId, year })));
  });
}

describe('periods', () => {
  it('answers the five periods of a day, to anyone', async () => {
    expect(await browser.get('/api/v1/calendar/periods?date=2026-02-28')).toMatchObject({
      status: 200,
      body: {
        week: { start: '2026-02-23', end: '2026-03-02', workdays: 5 },
        tenDay: { start: '2026-02-21', end: '2026-03-01', workdays: 5 },
        month: { start: '2026-02-01', end: '2026-03-01', workdays: 16 },
        quarter: { start: '2026-01-01', end: '2026-04-01' },
        year: { start: '2026-01-01', end: '2027-01-01' },
      },
    });
  });

  it.each([
    '',
    'date=',
    'date=2026-02-30',
    'date=1999-12-31',
    'date=2101-01-01',
    'date=20260228',
    'date=2026-02-28T00:00',
  ])('names the field of a bad question: %s', async (query) => {
    expect(await browser.get(`/api/v1/calendar/periods?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ field: 'date' }] },
    });
  });
});

describe('deadline', () => {
  const ask = (from: string, workdays: string) =>
    browser.get(`/api/v1/calendar/deadline?from=${encodeURIComponent(from)}&workdays=${workdays}`);

  it('counts workdays over Spring Festival, with an account of every day', async () => {
    const { status, body } = await ask('2026-02-13T10:00:00+08:00', '3');
    expect(status).toBe(200);
    expect(body).toMatchObject({ due: '2026-02-25', dueAt: '2026-02-25T18:00:00+08:00', provisional: false });
    expect(body.days).toHaveLength(13);
    expect(body.days[0]).toEqual({ date: '2026-02-13', counted: false, reason: 'dayOfStart' });
    expect(body.days[1]).toEqual({ date: '2026-02-14', counted: true, reason: 'makeUpDay' });
    expect(body.days.filter(({ counted }: { counted: boolean }) => counted)).toHaveLength(3);
    expect(Object.keys(body).sort()).toEqual(['days', 'due', 'dueAt', 'provisional']);
  });

  it('takes the moment in any offset', async () => {
    // 17:00 on the 19th in London is 01:00 on the 20th here.
    expect((await ask('2023-01-19T17:00:00Z', '3')).body).toMatchObject({ due: '2023-01-30' });
  });

  it('says when a year has no notice yet', async () => {
    expect((await ask('2027-03-01T10:00:00+08:00', '1')).body.provisional).toBe(true);
  });

  it('takes no workdays and two hundred and fifty, and not one more', async () => {
    expect((await ask('2026-02-13T10:00:00+08:00', '0')).body.due).toBe('2026-02-13');
    expect((await ask('2026-02-13T10:00:00+08:00', '250')).status).toBe(200);
    for (const bad of ['251', '-1', '1.5', '', 'three', '%203'])
      expect(await ask('2026-02-13T10:00:00+08:00', bad)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'workdays' }] },
      });
  });

  it.each([
    '2026-02-13',
    '2026-02-13T10:00:00',
    '2026-02-13T10:00:00 08:00',
    '1999-12-31T10:00:00+08:00',
    '2101-01-01T00:00:00+08:00',
  ])('names `from` when it is %s', async (from) => {
    expect(await ask(from, '3')).toMatchObject({ status: 400, body: { errors: [{ field: 'from' }] } });
  });
});

describe('days', () => {
  it('says what each day is', async () => {
    const { body } = await browser.get('/api/v1/calendar/days?from=2026-09-30&to=2026-10-02');
    expect(body).toEqual([
      { date: '2026-09-30', weekday: 3, kind: 'workday', works: true, name: null, provisional: false },
      { date: '2026-10-01', weekday: 4, kind: 'holiday', works: false, name: '国庆节', provisional: false },
    ]);
  });

  it.each(['from=2026-10-02&to=2026-10-02', 'from=2026-01-01&to=2029-01-01', 'from=2026-10-02'])(
    'names `to` when asked %s',
    async (query) => {
      expect(await browser.get(`/api/v1/calendar/days?${query}`)).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'to' }] },
      });
    },
  );
});

describe("a district's own calendar", () => {
  it('counts by its amended days and hours, and no other district by them', async () => {
    const second = await sketchDistrict(database, [], { code: 'second', host: 'second.example' });
    await loadNotices(second, [2026]);
    await database.transaction(second.context, (tx) =>
      tx.sql.insert(calendarDay).values({
        districtId: second.districtId,
        date: plainDate('2026-03-03'),
        kind: 'holiday',
        name: '停工',
        source: 'amended',
      }),
    );
    const fresh = await startPeopleApp(testDatabase.url);
    const due = async (host: string) => {
      const url = `/api/v1/calendar/deadline?from=2026-03-02T10:00:00%2B08:00&workdays=1`;
      return (await new TestBrowser(fresh).request('GET', url, undefined, { host })).body.due;
    };
    expect(await due('second.example')).toBe('2026-03-04');
    expect(await due('first.example')).toBe('2026-03-03');
    await fresh.close();
  });
});

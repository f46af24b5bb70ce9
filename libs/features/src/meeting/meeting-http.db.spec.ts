import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DatabaseModule } from '#db/database.module.js';
import { Database } from '#db/database.js';
import { parseInstant } from '#domain/calendar/index.js';
import { ProblemModule } from '#features/problem/index.js';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '#platform/http/index.js';
import { PlatformModule } from '#platform/platform.module.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { MeetingModule } from './meeting.module.js';
import { openAgendas } from './meeting.course.js';

jest.setTimeout(60_000);

const NOW = '2026-09-21T10:00:00+08:00';

class Routes {}

let town: SmallDistrict;
let app: NestFastifyApplication;

/** The real routes over the real shell; only who is signed in is told by the cookie's value. */
async function start(): Promise<NestFastifyApplication> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: town.databaseUrl,
    DUBAN_QUEUE: 'postgres',
    LOG_LEVEL: 'silent',
  });
  const module: DynamicModule = {
    module: Routes,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({
        url: town.databaseUrl,
        clockOffsetMs: parseInstant(NOW)! - Date.now(),
        maxConnections: 4,
        applicationName: 'duban-test',
      }),
      HttpModule.with({
        providers: [
          {
            provide: SESSION_READER,
            useValue: {
              read: (cookie: string) => Promise.resolve(town.actors[cookie.split('.')[1] as Someone] ?? null),
            },
          },
          { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
          { provide: DISTRICT_REGISTER, useExisting: Database },
        ],
      }),
      ProblemModule,
      MeetingModule,
    ],
  };
  const started = await createHttpApp(module, config, false);
  await started.init();
  await started.getHttpAdapter().getInstance().ready();
  return started;
}

beforeAll(async () => {
  town = await createSmallDistrict();
  app = await start();
});
afterAll(async () => {
  await app?.close();
  await town?.close();
});

const call = async (
  who: Someone,
  method: 'GET' | 'POST',
  url: string,
  { body, ...headers }: { body?: object; 'if-match'?: string; 'idempotency-key'?: string } = {},
) => {
  const cookie = `__Host-duban=${town.districtId}.${who}`;
  const answer = await app.inject({ method, url: `/api/v1${url}`, headers: { cookie, ...headers }, payload: body });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};

describe('over HTTP', () => {
  it('a problem is filed, acted on with the version seen, and looked at', async () => {
    const body = {
      projectId: town.projects.construction,
      title: ' 施工用电未接入 ',
      description: '三周未送电',
      category: 'utilities',
    };
    const filed = await call('office', 'POST', '/problems', { body, 'idempotency-key': 'filing-0001' });
    expect(filed).toMatchObject({
      status: 201,
      body: { number: 'WT-2026-0001', version: 1, rung: 1, resolutionDueAt: '2026-09-23T18:00:00+08:00' },
    });
    const repeated = await call('office', 'POST', '/problems', { body, 'idempotency-key': 'filing-0001' });
    expect(repeated.body).toEqual(filed.body);
    const { id } = filed.body;
    const seen = { 'if-match': '"1"' };
    expect(await call('office', 'POST', `/problems/${id}/accept`)).toMatchObject({ status: 428 });
    expect(await call('office', 'POST', `/problems/${id}/accept`, seen)).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { version: 2 },
    });
    expect(await call('office', 'POST', `/problems/${id}/accept`, seen)).toMatchObject({
      status: 409,
      body: { code: 'problem.version_conflict', current: { version: 2, filedAt: filed.body.filedAt } },
    });
    const pause = { body: { from: '2026-09-22', until: '2026-09-23', reason: '等设备' }, 'if-match': '"2"' };
    const asked = await call('office', 'POST', `/problems/${id}/pauses`, pause);
    expect(asked).toMatchObject({ status: 201, body: { version: 3, pauseId: expect.any(String) } });
    const decision = { body: { approved: true }, 'if-match': '"3"' };
    expect(
      await call('coordinator', 'POST', `/problems/${id}/pauses/${asked.body.pauseId}/decision`, decision),
    ).toMatchObject({ status: 200, body: { resolutionDueAt: '2026-09-24T18:00:00+08:00' } });
    const look = await call('office', 'GET', `/problems/${id}`);
    expect(look).toMatchObject({ status: 200, headers: { etag: '"4"' }, body: { title: '施工用电未接入' } });
    expect(look.body.clocks.resolution.days).toContainEqual({
      date: '2026-09-22',
      counted: false,
      ordinal: null,
      reason: 'paused',
    });
    expect(look.body.pauses).toMatchObject([{ from: '2026-09-22', until: '2026-09-23', state: 'approved' }]);
    const timeline = await call('office', 'GET', `/problems/${id}/timeline?limit=2`);
    expect(timeline.body.items.map(({ type }: { type: string }) => type)).toEqual(['filed', 'accepted']);
    expect(timeline.body.next).toEqual(expect.any(String));
    expect((await call('office', 'GET', '/problems?mine=true&overdue=false&sort=due')).body.items).toHaveLength(1);
  });

  it('what is not there, not allowed or not readable is refused by its code', async () => {
    const id = (await call('office', 'GET', '/problems')).body.items[0].id as string;
    const version = { 'if-match': '"4"' };
    expect(await call('otherOffice', 'GET', `/problems/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'problem.not_found' },
    });
    expect(await call('systemAdmin', 'GET', '/problems')).toMatchObject({ status: 403 });
    const blank = await call('office', 'POST', `/problems/${id}/claim`, { body: { evidence: '  ' }, ...version });
    expect(blank).toMatchObject({ status: 400, body: { errors: [{ field: 'evidence' }] } });
    const endless = { body: { from: '2026-09-25', reason: '等' }, ...version };
    expect((await call('office', 'POST', `/problems/${id}/pauses`, endless)).body.code).toBe(
      'problem.pause_has_no_end',
    );
    const own = await call('leader', 'POST', `/problems/${id}/accept`, version);
    expect(own).toMatchObject({ status: expect.any(Number), body: { code: 'problem.not_yours' } });
    expect((await call('office', 'GET', '/problems?rung=9')).body.errors).toMatchObject([{ field: 'rung' }]);
    expect((await call('office', 'GET', '/problems?colour=red')).status).toBe(400);
    expect((await call('office', 'GET', '/problems?cursor=e30')).status).toBe(400);
    expect((await call('office', 'GET', '/problems/not-an-id')).status).toBe(400);
  });

  it('the series answer their occurrences exactly', async () => {
    const series = await call('office', 'GET', '/meeting-series');
    expect(series.body).toHaveLength(4);
    expect(series.body[0]).toMatchObject({ weekday: 1, startsAt: '09:00', next: { on: '2026-09-28' } });
    const url = `/meeting-series/${series.body[0].id}/occurrences?from=2026-09-28&to=2026-10-20`;
    const { body } = await call('office', 'GET', url);
    expect(body[1]).toMatchObject({
      on: '2026-10-08',
      startsAt: '2026-10-08T09:00:00+08:00',
      cutOffAt: '2026-09-29T18:00:00+08:00',
      movedFrom: '2026-10-05',
      meetingId: null,
    });
    expect((await call('office', 'GET', url.replace('2026-09-28', '2026-11-28'))).body.errors).toMatchObject([
      { field: 'to' },
    ]);
    await town.at(NOW).transaction(town.system, openAgendas);
    const meetings = await call('office', 'GET', `/meetings?seriesId=${series.body[0].id}&state=agendaOpen`);
    expect(meetings.body.items).toHaveLength(2);
    const one = await call('office', 'GET', `/meetings/${meetings.body.items[0].id}`);
    expect(one).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { on: '2026-10-08', items: [] } });
    expect((await call('enterprise', 'GET', '/meeting-series')).status).toBe(403);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eq, sql } from 'drizzle-orm';
import { Database } from '#db/database.js';
import { DatabaseModule } from '#db/database.module.js';
import { person, personRole } from '#db/schema/index.js';
import { parseInstant } from '#domain/calendar/index.js';
import { MeetingModule, openAgendas } from '#features/meeting/index.js';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '#platform/http/index.js';
import { JsonLogger } from '#platform/log/index.js';
import { PlatformModule } from '#platform/platform.module.js';

import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { CalendarFeedModule } from './calendar-feed.module.js';

class FeedApp {}

const MOMENT = '2023-03-01T10:00:00+08:00';
let town: SmallDistrict;
let now: Database;
let app: NestFastifyApplication;
const lines: string[] = [];

beforeAll(async () => {
  town = await createSmallDistrict();
  now = town.at(MOMENT);
  await now.transaction(town.system, openAgendas);
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: town.databaseUrl,
    DUBAN_QUEUE: 'postgres',
    PUBLIC_URL: 'https://duban.example.cn',
    TRUST_PROXY: 'true',
  });
  const sessions = { read: (cookie: string) => Promise.resolve(town.actors[cookie.split('.')[1] as Someone] ?? null) };
  const module: DynamicModule = {
    module: FeedApp,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({
        url: town.databaseUrl,
        clockOffsetMs: parseInstant(MOMENT)! - Date.now(),
        maxConnections: 4,
        applicationName: 'duban-test',
      }),
      HttpModule.with({
        providers: [
          { provide: SESSION_READER, useValue: sessions },
          { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
          { provide: DISTRICT_REGISTER, useExisting: Database },
        ],
      }),
      MeetingModule,
      CalendarFeedModule,
    ],
  };
  const logger = new JsonLogger('debug', 'test', { write: (line: string) => void lines.push(line) });
  app = await createHttpApp(module, config, logger);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
}, 60_000);

afterAll(async () => {
  await app?.close();
  await town?.close();
});

async function call(
  who: Someone | null,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  more: Record<string, string> = {},
) {
  const cookie: Record<string, string> = who === null ? {} : { cookie: `__Host-duban=${town.districtId}.${who}` };
  const answer = await app.inject({ method, url, headers: { ...cookie, ...more } });
  const json = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, body: json ? answer.json() : null };
}

const own = '/api/v1/me/calendar-feed';
const pathIn = (url: string) => new URL(url).pathname;
const read = (url: string, from = '203.0.113.7') => call(null, 'GET', pathIn(url), { 'x-forwarded-for': from });
/** A calendar without the moment at which it was written. */
const lasting = (text: string) => text.replace(/DTSTAMP:\w+/g, '');

async function rows(text: string) {
  const found = await now.read(town.system, (tx) => tx.sql.execute(sql.raw(text)));
  return found.rows;
}

describe('a calendar link', () => {
  it('shows without a session what the person’s own calendar shows', async () => {
    expect((await call('leader', 'GET', own)).body).toEqual({ since: null });
    const made = await call('leader', 'POST', own);
    expect(made.status).toBe(201);
    expect(made.body.url).toMatch(/^https:\/\/duban\.example\.cn\/api\/v1\/calendar-feeds\/[\w.-]+\.ics$/);
    const mine = await call('leader', 'GET', '/api/v1/meeting-calendar.ics?language=zh');
    const linked = await read(made.body.url);
    expect(linked.status).toBe(200);
    expect(linked.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(linked.text.match(/BEGIN:VEVENT/g)!.length).toBeGreaterThan(3);
    expect(lasting(linked.text)).toBe(lasting(mine.text));
    const english = await call(null, 'GET', `${pathIn(made.body.url)}?language=en`);
    expect(english.text).toContain('Weekly meetings');
    const state = await call('leader', 'GET', own);
    expect(state.body).toEqual({ since: made.body.since });
    expect(state.text).not.toContain(made.body.url);
  });

  it('is kept as a hash only, also when the making is retried, and never logged', async () => {
    const made = await call('office', 'POST', own, { 'idempotency-key': '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51' });
    const secret = pathIn(made.body.url).split('/').at(-1)!.replace('.ics', '').split('.')[1]!;
    await read(made.body.url);
    await call(null, 'GET', `${pathIn(made.body.url)}x/further?language=en`);
    const [{ dump }] = (await rows(`select string_agg(t, ' ') as dump from (
      select to_jsonb(f)::text as t from calendar_feed f union all select to_jsonb(i)::text from idempotency_key i
      union all select to_jsonb(a)::text from audit_entry a union all select to_jsonb(s)::text from sign_in_throttle s) d`)) as [
      { dump: string },
    ];
    expect(dump).not.toContain(secret);
    expect(dump).toContain(town.actors.office.personId);
    const told = lines.filter((line) => line.includes('calendar-feeds'));
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(lines.join('')).not.toContain(secret);
    expect(told.join('')).toContain('/api/v1/calendar-feeds/***');
  });

  it('made anew replaces the one before; revoked it is none; both are in the audit trail', async () => {
    const first = (await call('coordinator', 'POST', own)).body.url as string;
    const second = (await call('coordinator', 'POST', own)).body.url as string;
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    expect((await call('coordinator', 'DELETE', own)).body).toEqual({ since: null });
    expect((await call('coordinator', 'DELETE', own)).body).toEqual({ since: null });
    const gone = await read(second);
    expect([gone.status, gone.body.code]).toEqual([404, 'calendar_feed.not_found']);
    expect(
      await rows(`select action, detail ->> 'replaced' as replaced from audit_entry where action like 'calendar-feed%'
        and subject_id = '${town.actors.coordinator.personId}' order by seq`),
    ).toEqual([
      { action: 'calendar-feed.make', replaced: 'false' },
      { action: 'calendar-feed.make', replaced: 'true' },
      { action: 'calendar-feed.revoke', replaced: null },
    ]);
  });

  it('of somebody who has left, or whose role was taken, looks like one that never was', async () => {
    const { url } = (await call('department', 'POST', own)).body as { url: string };
    const { personId } = town.actors.department;
    const active = (is: boolean) =>
      now.transaction(town.system, (tx) =>
        tx.sql.update(person).set({ active: is }).where(eq(person.personId, personId)),
      );
    await active(false);
    const left = await read(url);
    await active(true);
    expect((await read(url)).status).toBe(200);
    await now.transaction(town.system, (tx) => tx.sql.delete(personRole).where(eq(personRole.personId, personId)));
    const powerless = await read(url);
    const never = await read(url.replace(/\w{10}\.ics$/, 'AAAAAAAAAA.ics'));
    const foreign = await read(url.replace(town.districtId, '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51'));
    const odd = await call(null, 'GET', '/api/v1/calendar-feeds/whatever');
    for (const { status, body } of [left, powerless, never, foreign, odd])
      expect([status, body.code, body.args]).toEqual([404, 'calendar_feed.not_found', {}]);
  });

  it('is for who may see meetings, signed in', async () => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      expect((await call(null, method, own)).status).toBe(401);
      expect((await call('enterprise', method, own)).status).toBe(403);
    }
    expect(
      await rows(`select count(*)::int as n from calendar_feed where person_id = '${town.actors.enterprise.personId}'`),
    ).toEqual([{ n: 0 }]);
  });

  it('is not to be guessed: wrong ones of one address block it, right ones cost nothing', async () => {
    const { url } = (await call('principal', 'POST', own)).body as { url: string };
    const from = '198.51.100.9';
    const many = (link: string, count: number) =>
      Promise.all(Array.from({ length: count }, async () => (await read(link, from)).status));
    expect(new Set(await many(url, 52))).toEqual(new Set([200]));
    const wrong = url.replace(/\w{10}\.ics$/, 'AAAAAAAAAA.ics');
    const statuses = new Map<number, number>();
    for (const status of await many(wrong, 55)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
    expect([...statuses].sort()).toEqual([
      [404, 50],
      [429, 5],
    ]);
    const blocked = await read(url, from);
    expect([blocked.status, blocked.body.code]).toEqual([429, 'session.too_many_attempts']);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await read(url)).status).toBe(200);
  }, 30_000);
});

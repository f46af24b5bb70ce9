import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Body, Controller, Get, Logger, Module, Param, Post, Put, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import type { Actor, CommandContext } from '#domain/access/index.js';
import type { Instant } from '#domain/calendar/plain-date.js';
import { RefusedError } from '#domain/refusal.js';
import { Config, readConfig } from '../config/index.js';
import { PlatformModule } from '../platform.module.js';
import {
  Answers,
  Context,
  createHttpApp,
  DENIAL_RECORDER,
  DISTRICT_REGISTER,
  HttpModule,
  pageQuery,
  Public,
  Requires,
  SeenVersion,
  SESSION_READER,
  VersionConflictError,
  zId,
  zInstant,
  type Denial,
} from './index.js';

const id = '0194f0c6-7f5a-7c3e-9d1b-2f6a8c4e0b51';
const thing = z.object({ id: zId, title: z.string(), at: zInstant, version: z.int() });
const fileThing = z.strictObject({
  title: z.string().min(1).max(10),
  parts: z.array(z.strictObject({ amount: z.int() })).optional(),
});

const seen: { context?: CommandContext; version?: number } = {};

@Controller('things')
class ThingController {
  @Get()
  @Requires('problem.read')
  list(@Query({ schema: pageQuery }) query: z.output<typeof pageQuery>) {
    return query;
  }

  @Get('open')
  @Public()
  open(@Context() context: CommandContext) {
    seen.context = context;
    return { actor: context.actor.kind };
  }

  @Get('undeclared')
  undeclared() {
    return 'never';
  }

  @Get('boom')
  @Public()
  boom() {
    throw new Error('secret insides at postgres://u:hunter2@db');
  }

  @Get('away')
  @Public()
  away() {
    throw new Error('Failed query', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
  }

  @Get('slow-down')
  @Public()
  slowDown() {
    throw new RefusedError({ code: 'session.too_many_attempts', args: { retryAfterSeconds: 59.2 } });
  }

  @Get(':id')
  @Requires('problem.read')
  @Answers(200, thing, 'The thing.')
  one(@Param('id', { schema: zId }) asked: string) {
    return { id: asked, title: 't', at: 1_772_013_600_000 as Instant, version: 3, internal: 'not for the world' };
  }

  @Post()
  @Requires('problem.file')
  file(@Body({ schema: fileThing }) body: z.output<typeof fileThing>, @Context() context: CommandContext) {
    seen.context = context;
    return body;
  }

  @Put(':id')
  @Requires('problem.read')
  change(@SeenVersion() version: number) {
    seen.version = version;
    if (version < 3) throw new VersionConflictError('thing', { version: 3, title: 'now' });
    if (version === 6) throw new RefusedError({ code: 'thing.not_found', args: {} }, 'access.out_of_reach');
    if (version === 5) throw new RefusedError({ code: 'thing.already_closed', args: { on: '2026-01-01' } });
    return { version };
  }
}

const clerk: Actor = {
  kind: 'person',
  districtId: 'd1',
  personId: 'p1',
  roles: ['office'],
  unitId: 'u1',
  companyId: null,
  name: '甲一',
};
const read = jest.fn((cookie: string) =>
  Promise.resolve(
    cookie === 'd1.clerk' ? clerk : cookie === 'd1.admin' ? { ...clerk, roles: ['systemAdmin'] as const } : null,
  ),
);
const record = jest.fn((_context: CommandContext, _denial: Denial) => Promise.resolve());
let districts: { districtId: string; host: string | null }[] = [{ districtId: 'd1', host: null }];

const config: Config = readConfig({ DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h', NODE_ENV: 'test' });

@Module({
  imports: [
    PlatformModule.with(config),
    HttpModule.with({
      providers: [
        { provide: SESSION_READER, useValue: { read } },
        { provide: DENIAL_RECORDER, useValue: { record } },
        { provide: DISTRICT_REGISTER, useValue: { districts: () => Promise.resolve(districts) } },
      ],
    }),
  ],
  controllers: [ThingController],
})
class ThingModule {}

let app: NestFastifyApplication;
let logged: jest.SpiedFunction<Logger['error']>;

beforeAll(async () => {
  app = await createHttpApp(ThingModule, config, false);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());
beforeEach(() => {
  jest.clearAllMocks();
  logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});

const signedIn = { cookie: '__Host-duban=d1.clerk' };

async function ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers = {}, payload?: string | object) {
  const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined };
}

describe('permission', () => {
  it('asks who it is, lets in whom the route lets in, and records whom it turns away', async () => {
    expect(await ask('GET', '/things')).toMatchObject({ status: 401, body: { code: 'access.not_signed_in' } });
    expect(await ask('GET', '/things', { cookie: '__Host-duban=d1.unknown' })).toMatchObject({ status: 401 });
    expect(await ask('GET', '/things', signedIn)).toMatchObject({ status: 200 });
    // What a device kept for another person is not taken from this one.
    expect(await ask('GET', '/things', { ...signedIn, 'for-person': 'p1' })).toMatchObject({ status: 200 });
    expect(await ask('GET', '/things', { ...signedIn, 'for-person': 'p2' })).toMatchObject({
      status: 401,
      body: { code: 'access.not_signed_in' },
    });
    expect(record).not.toHaveBeenCalled();
    const denied = await ask('GET', '/things?cursor=abc', { cookie: '__Host-duban=d1.admin' });
    expect(denied).toMatchObject({ status: 403, body: { code: 'access.denied' } });
    expect(record).toHaveBeenCalledWith(expect.objectContaining({ districtId: 'd1' }), {
      action: 'problem.read',
      method: 'GET',
      path: '/things',
      subjectId: null,
      result: 'denied',
      code: 'access.denied',
    });
  });

  it('records a refused act with its code, and tells out of reach from absent inside only', async () => {
    const url = `/things/${id}`;
    await ask('PUT', url, { ...signedIn, 'if-match': '"5"' });
    expect(record).toHaveBeenLastCalledWith(
      expect.objectContaining({ actor: clerk }),
      expect.objectContaining({ subjectId: id, result: 'refused', code: 'thing.already_closed', path: url }),
    );
    const outOfReach = await ask('PUT', url, { ...signedIn, 'if-match': '"6"' });
    expect(outOfReach).toMatchObject({ status: 404, body: { code: 'thing.not_found' } });
    expect(JSON.stringify(outOfReach.body)).not.toContain('reach');
    expect(record).toHaveBeenLastCalledWith(
      expect.anything(),
      expect.objectContaining({ subjectId: id, result: 'denied', code: 'access.out_of_reach' }),
    );
    expect(record).toHaveBeenCalledTimes(2);
    await ask('PUT', url, signedIn);
    expect(record).toHaveBeenCalledTimes(2);
  });

  it('still refuses when the denial cannot be recorded', async () => {
    record.mockRejectedValueOnce(new Error('database away'));
    expect(await ask('GET', '/things', { cookie: '__Host-duban=d1.admin' })).toMatchObject({ status: 403 });
    expect(logged).toHaveBeenCalled();
  });

  it('closes a route that declares nothing, to everyone', async () => {
    expect(await ask('GET', '/things/undeclared', signedIn)).toMatchObject({ status: 403 });
  });

  it("refuses what another site's page sends, before it asks who it is", async () => {
    const foreign = { ...signedIn, origin: 'https://evil.example' };
    const answer = await ask('POST', '/things', foreign, { title: 'x' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'access.foreign_origin' } });
    expect(read).not.toHaveBeenCalled();
  });

  it('gives a public route the system of the district of its host', async () => {
    expect(await ask('GET', '/things/open')).toMatchObject({ status: 200, body: { actor: 'system' } });
    expect(seen.context).toMatchObject({ districtId: 'd1', actor: { kind: 'system', districtId: 'd1' } });
    expect(await ask('GET', '/things/open', signedIn)).toMatchObject({ body: { actor: 'person' } });
  });
});

describe('what is wrong with a request', () => {
  it('names every wrong field as the caller wrote it', async () => {
    const answer = await ask('POST', '/things', signedIn, { title: '', parts: [{ amount: 1.5 }, {}], extra: 1 });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: 'urn:duban:refusal:request.invalid',
      code: 'request.invalid',
      status: 400,
    });
    const fields = (answer.body as { errors: { field: string; code: string }[] }).errors.map((e) => [e.field, e.code]);
    expect(fields.sort()).toEqual([
      ['extra', 'unknown'],
      ['parts.0.amount', 'invalid_type'],
      ['parts.1.amount', 'required'],
      ['title', 'too_small'],
    ]);
  });

  it('names query keys, path parts, headers and a missing body', async () => {
    const fieldOf = async (...request: Parameters<typeof ask>) => {
      const { status, body } = await ask(...request);
      return [status, (body as { errors: { field: string }[] }).errors[0]?.field];
    };
    expect(await fieldOf('GET', '/things?limit=0', signedIn)).toEqual([400, 'limit']);
    expect(await fieldOf('GET', '/things?offset=3', signedIn)).toEqual([400, 'offset']);
    expect(await fieldOf('GET', '/things/12', signedIn)).toEqual([400, 'id']);
    expect(await fieldOf('POST', '/things', signedIn)).toEqual([400, 'body']);
    expect(await fieldOf('PUT', `/things/${id}`, { ...signedIn, 'if-match': '3' })).toEqual([400, 'If-Match']);
    const shortKey = { ...signedIn, 'idempotency-key': 'short' };
    expect(await fieldOf('POST', '/things', shortKey, { title: 'x' })).toEqual([400, 'Idempotency-Key']);
  });

  it.each([
    ['unreadable JSON', { 'content-type': 'application/json' }, '{"title":', 400, 'request.malformed'],
    ['a poisoned prototype', { 'content-type': 'application/json' }, '{"__proto__":{"a":1}}', 400, 'request.malformed'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'title=x', 415, 'request.unsupported_type'],
    ['text', { 'content-type': 'text/plain' }, 'x', 415, 'request.unsupported_type'],
    ['more than 1 MiB', { 'content-type': 'application/json' }, `"${'x'.repeat(1_048_576)}"`, 413, 'request.too_large'],
  ])('refuses %s', async (_what, headers, payload, status, code) => {
    const answer = await ask('POST', '/things', { ...signedIn, ...headers }, payload);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('answers problem+json for paths it does not know or cannot read', async () => {
    expect(await ask('GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'route.not_found', args: {} } });
    expect(await ask('GET', '/%zz')).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
  });
});

describe('what goes wrong here', () => {
  it('says nothing of its insides', async () => {
    const answer = await ask('GET', '/things/boom');
    expect(answer).toMatchObject({ status: 500, body: { code: 'server.failed', args: {} } });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|hunter2|postgres/);
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ message: expect.stringContaining('secret insides') }),
    );
  });

  it('is 503 while the database is away', async () => {
    const answer = await ask('GET', '/things/away');
    expect(answer).toMatchObject({ status: 503, body: { code: 'server.unavailable' } });
    expect(answer.headers['retry-after']).toBe('5');
  });

  it('says how long to wait', async () => {
    const answer = await ask('GET', '/things/slow-down');
    expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
  });
});

describe('answers', () => {
  it('hold what is documented, with the version as ETag', async () => {
    const answer = await ask('GET', `/things/${id}`, signedIn);
    expect(answer.body).toEqual({ id, title: 't', at: '2026-02-25T18:00:00+08:00', version: 3 });
    expect(answer.headers.etag).toBe('"3"');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('carry a strict content security policy', async () => {
    const { headers } = await ask('GET', '/things/open');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('repeat a sane request id and make one otherwise', async () => {
    const ofRequest = async (given: string) =>
      (await ask('GET', '/nowhere', { 'x-request-id': given })) as { headers: Record<string, string>; body: object };
    expect((await ofRequest('trace-1.a:b')).body).toMatchObject({ requestId: 'trace-1.a:b' });
    for (const odd of ['', 'a b', 'x'.repeat(101), '"quoted"']) {
      const { headers, body } = await ofRequest(odd);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(body).toMatchObject({ requestId: headers['x-request-id'] });
    }
  });
});

describe('versions and keys', () => {
  const put = (ifMatch?: string) =>
    ask('PUT', `/things/${id}`, { ...signedIn, ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) });

  it('asks for the version that was seen', async () => {
    expect(await put()).toMatchObject({ status: 428, body: { code: 'request.version_required' } });
    expect(await put('"3"')).toMatchObject({ status: 200 });
    expect(seen.version).toBe(3);
    for (const bad of ['*', '"x"', '"3", "4"', '"99999999999"']) expect(await put(bad)).toMatchObject({ status: 400 });
  });

  it('answers a lost race with the state as it is now, and a plain refusal with its code', async () => {
    expect(await put('"2"')).toMatchObject({
      status: 409,
      body: { code: 'thing.version_conflict', current: { version: 3, title: 'now' } },
    });
    expect(await put('"5"')).toMatchObject({
      status: 409,
      body: { code: 'thing.already_closed', args: { on: '2026-01-01' } },
    });
  });

  it('knows the same request by its fingerprint, whatever the order of its keys', async () => {
    const fingerprint = async (payload: object, url = '/things') => {
      await ask('POST', url, { ...signedIn, 'idempotency-key': 'key-00000001' }, payload);
      return seen.context?.idempotency;
    };
    const first = await fingerprint({ title: 'a', parts: [{ amount: 1 }] });
    expect(first).toEqual({ key: 'key-00000001', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await fingerprint({ parts: [{ amount: 1 }], title: 'a' })).toEqual(first);
    expect(await fingerprint({ title: 'b', parts: [{ amount: 1 }] })).not.toEqual(first);
    await ask('POST', '/things', signedIn, { title: 'a' });
    expect(seen.context?.idempotency).toBeUndefined();
  });
});

describe('a host', () => {
  it('belongs to the district that has its name', async () => {
    // The register is read again after ten seconds at most, so this test looks through a module of its own.
    const { DistrictOfHost } = await import('./district-of-host.js');
    districts = [
      { districtId: 'd1', host: 'one.example' },
      { districtId: 'd2', host: 'two.example' },
    ];
    const hosts = new DistrictOfHost({ districts: () => Promise.resolve(districts) });
    expect(await hosts.find('TWO.example')).toBe('d2');
    expect(await hosts.find('three.example')).toBeNull();
  });
});

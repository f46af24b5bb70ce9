import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { Database } from '#db/database.js';
import { DatabaseModule } from '#db/database.module.js';
import { newId } from '#db/id.js';
import { parseInstant } from '#domain/calendar/index.js';
import { StoredFiles } from '#features/stored-file/index.js';
import { readConfig } from '#platform/config/index.js';
import { FileStore, FileStoreError } from '#platform/files/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '#platform/http/index.js';
import { PlatformModule } from '#platform/platform.module.js';
import { createSmallDistrict, type SmallDistrict, type Someone } from '../../../../test/support/small-district.js';
import { VisitModule } from './visit.module.js';

jest.setTimeout(60_000);

const NOW = '2026-03-20T17:00:00+08:00';
// Refused by what the bytes claim, without unpacking them. On a busy machine even that takes seconds.
const REFUSED_WITHIN_MS = 10_000;

class Routes {}

let town: SmallDistrict;
let app: NestFastifyApplication;
let address: string;
let folder: string;
let jpeg: Buffer;
let visitId: string;

beforeAll(async () => {
  town = await createSmallDistrict();
  folder = await mkdtemp(path.join(tmpdir(), 'duban-files-'));
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: town.databaseUrl,
    DUBAN_QUEUE: 'postgres',
    LOG_LEVEL: 'silent',
    FILES_FOLDER: path.join(folder, 'files'),
    UPLOADS_FOLDER: path.join(folder, 'uploads'),
  });
  const read = (cookie: string) => Promise.resolve(town.actors[cookie.split('.')[1] as Someone] ?? null);
  const module: DynamicModule = {
    module: Routes,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({
        url: town.databaseUrl,
        clockOffsetMs: parseInstant(NOW)! - Date.now(),
        maxConnections: 8,
        applicationName: 'duban-test',
      }),
      HttpModule.with({
        providers: [
          { provide: SESSION_READER, useValue: { read } },
          { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
          { provide: DISTRICT_REGISTER, useExisting: Database },
        ],
      }),
      VisitModule,
    ],
  };
  app = await createHttpApp(module, config, false);
  await app.listen({ port: 0, host: '127.0.0.1' });
  address = await app.getUrl();
  const pixels = { create: { width: 3_000, height: 2_000, channels: 3 as const, background: '#468' } };
  jpeg = await sharp(pixels)
    .withExif({
      IFD0: { Make: 'Phone' },
      IFD2: { DateTimeOriginal: '2026:03:20 15:10:05' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '34/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '113/1 0/1 0/1' },
    })
    .jpeg()
    .toBuffer();
  visitId = await newVisit();
});
afterAll(async () => {
  await app?.close();
  await town?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const ask = (
  who: Someone,
  method: string,
  url: string,
  init: { body?: BodyInit; headers?: Record<string, string> } = {},
) =>
  fetch(`${address}/api/v1${url}`, {
    method,
    ...(init.body === undefined ? {} : { body: init.body }),
    headers: { cookie: `__Host-duban=${town.districtId}.${who}`, ...init.headers },
  });
async function newVisit(who: Someone = 'leader'): Promise<string> {
  const body = JSON.stringify({
    projectId: town.projects.construction,
    visitedAt: '2026-03-20T15:00:00+08:00',
    condition: 'normal',
  });
  const answer = await ask(who, 'POST', '/visits', { body, headers: { 'content-type': 'application/json' } });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
function formOf(file: Uint8Array, options: Record<string, string> = {}): FormData {
  const { name = 'IMG_0001.JPG', type = 'image/jpeg', field = 'photo', ...fields } = options;
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set(field, new Blob([new Uint8Array(file)], { type }), name);
  return form;
}
/** The form as bytes, so that what is measured is not how fast this process can write one. */
async function written(form: FormData): Promise<{ body: Buffer; type: string }> {
  const whole = new Response(form);
  return { body: Buffer.from(await whole.arrayBuffer()), type: whole.headers.get('content-type')! };
}
const send = async (form: FormData, given = {}) => sendWritten(await written(form), given);
/** Reads the answer as soon as it comes, also while the form is still on its way, as a browser does. */
function sendWritten(
  { body, type }: { body: Buffer; type: string },
  { to = visitId, who = 'leader' as Someone, key = '' } = {},
) {
  const headers = {
    cookie: `__Host-duban=${town.districtId}.${who}`,
    'content-type': type,
    'content-length': body.length,
    ...(key === '' ? {} : { 'idempotency-key': key }),
  };
  // A test reads what it expects.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  return new Promise<{ status: number; body: any }>((resolve, reject) => {
    const sending = request(`${address}/api/v1/visits/${to}/photos`, { method: 'POST', headers }, (answer) => {
      readText(answer).then((text) => {
        sending.destroy();
        resolve({ status: answer.statusCode!, body: JSON.parse(text) });
      }, reject);
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
async function onDisk(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
const registered = async () =>
  (await town.at(NOW).read(town.system, (tx) => tx.sql.execute(sql`select file_id, key, state from stored_file`)))
    .rows as {
    file_id: string;
    key: string;
    state: string;
  }[];

describe('a photo of a visit', () => {
  it('is drawn anew, kept once however often it is sent, and given to who may see the visit', async () => {
    const id = newId();
    const tries = await Promise.all([1, 2, 3].map(() => send(formOf(jpeg, { id }), { key: 'queue-0001' })));
    tries.push(await send(formOf(jpeg, { id, name: 'again.jpg' })), await send(formOf(jpeg)));
    expect(tries.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    for (const { body } of tries)
      expect(body).toEqual({
        ...{ id, visitId, width: 2_048, height: 1_365, bytes: tries[0]!.body.bytes },
        ...{ takenAt: '2026-03-20T15:10:05+08:00', location: null, uploadedAt: tries[0]!.body.uploadedAt },
      });
    expect(await onDisk()).toHaveLength(2);
    expect((await registered()).map(({ state }) => state)).toEqual(['kept', 'kept']);

    const full = await ask('office', 'GET', `/visits/${visitId}/photos/${id}`);
    expect(full.status).toBe(200);
    expect(Object.fromEntries(full.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(tries[0]!.body.bytes),
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline; filename="2026-03-20-[0-9a-f]{6}\.jpg"/),
    });
    const bytes = Buffer.from(await full.arrayBuffer());
    expect(bytes.includes('Phone')).toBe(false);
    const { format, width, exif } = await sharp(bytes).metadata();
    expect({ format, width, exif }).toEqual({ format: 'jpeg', width: 2_048, exif: undefined });
    const small = await ask('coordinator', 'GET', `/visits/${visitId}/photos/${id}/thumbnail`);
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).width).toBe(400);
    const tag = { headers: { 'if-none-match': full.headers.get('etag')! } };
    expect((await ask('office', 'GET', `/visits/${visitId}/photos/${id}`, tag)).status).toBe(304);
    for (const who of ['otherOffice', 'otherLeader', 'otherDepartment'] as const)
      expect((await ask(who, 'GET', `/visits/${visitId}/photos/${id}`, tag)).status).toBe(404);
    expect((await ask('enterprise', 'GET', `/visits/${visitId}/photos/${id}`)).status).toBe(403);
  });

  it('keeps its place only on purpose, and a time that cannot be is none', async () => {
    const variant = (n: number) =>
      sharp(jpeg)
        .extract({ left: 0, top: 0, width: 100 + n, height: 100 })
        .jpeg()
        .toBuffer();
    const other = await sharp(jpeg).resize(500).keepExif().jpeg().toBuffer();
    expect((await send(formOf(other, { keepLocation: 'true' }))).body.location).toEqual({
      latitude: 34,
      longitude: 113,
    });
    const place = { latitude: '34.5', longitude: '113.5' };
    expect((await send(formOf(await variant(1), place))).body.location).toBeNull();
    const given = { ...place, keepLocation: 'true', takenAt: '2026-03-20T15:00:00+08:00' };
    expect((await send(formOf(await variant(2), given))).body).toMatchObject({
      location: { latitude: 34.5, longitude: 113.5 },
      takenAt: '2026-03-20T15:00:00+08:00',
    });
    const ahead = { takenAt: '2026-03-21T15:00:00+08:00' };
    expect((await send(formOf(await variant(3), ahead))).body.takenAt).toBeNull();
  });

  it('is added by the author only, to a visit that stands, up to nine', async () => {
    expect(await send(formOf(jpeg), { who: 'otherLeader' })).toMatchObject({ status: 404 });
    expect(await send(formOf(jpeg), { who: 'principal' })).toMatchObject({ body: { code: 'visit.not_yours' } });
    expect(await send(formOf(jpeg), { to: newId() })).toMatchObject({ status: 404, body: { code: 'visit.not_found' } });
    const full = await newVisit();
    const photo = (n: number) =>
      sharp(jpeg)
        .extract({ left: 0, top: 0, width: 50 + n, height: 50 })
        .jpeg()
        .toBuffer();
    const answers = await Promise.all(
      Array.from({ length: 11 }, async (_, n) => send(formOf(await photo(n)), { to: full })),
    );
    const codes = answers.map(({ status, body }) => (status === 201 ? 'added' : body.code)).sort();
    expect(codes).toEqual([...Array(9).fill('added'), 'visit.too_many_photos', 'visit.too_many_photos']);
  });

  it('is taken off, and its bytes go with it', async () => {
    const visit = await newVisit();
    const { body } = await send(formOf(jpeg), { to: visit });
    const before = await onDisk();
    expect((await ask('leader', 'DELETE', `/visits/${visit}/photos/${body.id}`)).status).toBe(204);
    expect((await ask('leader', 'DELETE', `/visits/${visit}/photos/${body.id}`)).status).toBe(404);
    const released = (await registered()).filter(({ state }) => state === 'released').map((row) => row.file_id);
    expect(released).toHaveLength(2);
    const all = (await registered()).map((row) => row.file_id);
    // What the worker's job does; asked for everything, it takes only what nothing needs.
    for (const fileId of all) await app.get(StoredFiles, { strict: false }).erase(town.system, [fileId]);
    expect(await onDisk()).toHaveLength(before.length - 2);
    expect((await registered()).map((row) => row.file_id)).toEqual(all.filter((id) => !released.includes(id)));
  });
});

describe('what is refused', () => {
  const zip = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    Buffer.alloc(30),
    Buffer.from('PK\u0005\u0006'),
    Buffer.alloc(18),
  ]);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const bomb = Buffer.from(
    '89504e470d0a1a0a0000000d49484452' +
      '0000c350' +
      '0000c350' +
      '0802000000' +
      '5bd5c5f9' +
      '0000000049454e44ae426082',
    'hex',
  );
  const cases: [string, () => FormData, number, string, string][] = [
    ['a JPEG that is a ZIP too', () => formOf(Buffer.concat([jpeg, zip])), 422, 'photo.foreign_content', 'photo'],
    [
      'a JPEG that is a page too',
      () => formOf(Buffer.concat([jpeg, Buffer.from('<html>')])),
      422,
      'photo.foreign_content',
      'photo',
    ],
    ['an SVG', () => formOf(svg, { name: 'a.svg', type: 'image/svg+xml' }), 415, 'photo.unsupported', 'photo'],
    ['an SVG called JPEG', () => formOf(svg), 415, 'photo.unsupported', 'photo'],
    ['a PNG of 50,000 × 50,000', () => formOf(bomb, { name: 'a.png' }), 422, 'photo.too_many_pixels', 'photo'],
    ['a name with folders', () => formOf(jpeg, { name: '../../etc/cron.d/x.jpg' }), 422, 'photo.name_invalid', 'photo'],
    ['a name with backslashes', () => formOf(jpeg, { name: '..\\x.jpg' }), 422, 'photo.name_invalid', 'photo'],
    ['30 MB of noise', () => formOf(randomBytes(30 * 1024 * 1024)), 413, 'photo.too_large', 'photo'],
    ['11 MB of noise', () => formOf(randomBytes(11 * 1024 * 1024)), 415, 'photo.unsupported', 'photo'],
    [
      '11 MB of noise that begins as a JPEG',
      () => formOf(Buffer.concat([jpeg.subarray(0, 400), randomBytes(11 * 1024 * 1024)])),
      422,
      'photo.',
      'photo',
    ],
    ['half a photo', () => formOf(jpeg.subarray(0, jpeg.length / 2)), 422, 'photo.unreadable', 'photo'],
    ['nothing', () => formOf(Buffer.alloc(0)), 415, 'photo.unsupported', 'photo'],
    ['no file', () => Object.assign(new FormData(), {}), 400, 'request.', ''],
    ['another field with a file', () => formOf(jpeg, { field: 'file' }), 400, 'request.invalid', 'file'],
    ['a field nobody knows', () => formOf(jpeg, { rating: '5' }), 400, 'request.invalid', 'rating'],
    [
      'a place that is none',
      () => formOf(jpeg, { latitude: '91', longitude: '1' }),
      400,
      'request.invalid',
      'latitude',
    ],
    ['half a place', () => formOf(jpeg, { latitude: '34' }), 400, 'request.invalid', 'longitude'],
  ];

  it.each(cases)('%s', async (_what, made, status, code, field) => {
    const target = await newVisit();
    const before = { disk: await onDisk(), rows: (await registered()).length };
    const form = await written(made());
    const started = performance.now();
    const answer = await sendWritten(form, { to: target });
    expect(performance.now() - started).toBeLessThan(REFUSED_WITHIN_MS);
    expect(answer).toMatchObject({ status, body: { code: expect.stringContaining(code) } });
    if (field !== '') expect(answer.body.errors[0].field).toBe(field);
    expect({ disk: await onDisk(), rows: (await registered()).length }).toEqual(before);
  });

  it('a form without a length that never ends', async () => {
    let sent = 0;
    const boundary = 'xxxx';
    const endless = new ReadableStream({
      start: (stream) =>
        stream.enqueue(
          Buffer.from(
            `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
          ),
        ),
      pull: (stream) => {
        sent += 65_536;
        stream.enqueue(
          sent === 65_536 ? Buffer.concat([jpeg.subarray(0, 400), Buffer.alloc(65_136)]) : Buffer.alloc(65_536),
        );
      },
    });
    const answer = await fetch(`${address}/api/v1/visits/${visitId}/photos`, {
      method: 'POST',
      body: endless,
      headers: {
        cookie: `__Host-duban=${town.districtId}.leader`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      duplex: 'half',
    } as RequestInit).then(
      (response) => response.status,
      () => 'ended',
    );
    expect([413, 'ended']).toContain(answer);
    expect(sent).toBeLessThan(200 * 1024 * 1024);
    expect((await readdir(path.join(folder, 'uploads'))).length).toBe(0);
  });

  it('JSON where a form belongs, and a form where JSON belongs', async () => {
    const json = { body: '{}', headers: { 'content-type': 'application/json' } };
    expect((await ask('leader', 'POST', `/visits/${visitId}/photos`, json)).status).toBe(415);
    expect((await ask('leader', 'POST', `/visits/${visitId}/addenda`, { body: formOf(jpeg) })).status).toBe(415);
  });

  it('when the store is away: nothing is half there, and the phone may try again', async () => {
    const target = await newVisit();
    const rows = (await registered()).length;
    const store = app.get(FileStore, { strict: false });
    const put = jest.spyOn(store, 'put').mockRejectedValue(new FileStoreError('away'));
    const id = newId();
    expect(await send(formOf(jpeg, { id }), { to: target, key: 'queue-0002' })).toMatchObject({ status: 503 });
    put.mockRestore();
    expect((await registered()).length).toBe(rows);
    expect(await send(formOf(jpeg, { id }), { to: target, key: 'queue-0002' })).toMatchObject({ status: 201 });
    const reused = formOf(await sharp(jpeg).resize(60).jpeg().toBuffer(), { id: newId() });
    expect(await send(reused, { to: target, key: 'queue-0002' })).toMatchObject({
      status: 422,
      body: { code: 'request.key_reused' },
    });
  });
});

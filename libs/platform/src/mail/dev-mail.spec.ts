import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config, readConfig } from '../config/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '../http/index.js';
import { PlatformModule } from '../platform.module.js';
import { DevMailModule } from './index.js';

const ports = HttpModule.with({
  providers: [
    { provide: SESSION_READER, useValue: { read: () => Promise.resolve(null) } },
    { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
    { provide: DISTRICT_REGISTER, useValue: { districts: () => Promise.resolve([]) } },
  ],
});
const first = '000001700000000-000001';
const second = '000001700000001-000002';
let folder: string;
let app: NestFastifyApplication;

function configWith(env: Record<string, string>): Config {
  return readConfig({ DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h', DUBAN_MAIL_FOLDER: folder, ...env });
}

async function appWith(config: Config): Promise<NestFastifyApplication> {
  @Module({ imports: [PlatformModule.with(config), ports, DevMailModule] })
  class MailPages {}
  const made = await createHttpApp(MailPages, config, false);
  await made.init();
  await made.getHttpAdapter().getInstance().ready();
  return made;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'duban-mail-'));
  const mail = (id: string, to: string, subject: string) =>
    writeFile(
      path.join(folder, `${id}.json`),
      JSON.stringify({
        ...{ id, subject, to: [to], from: 'duban@localhost', at: '2023-01-20T02:00:00.000Z' },
        ...{ text: '督办', html: '<p style="color: red">督办</p>', messageId: '<1@duban>', headers: { subject } },
      }),
    );
  await mail(first, 'A@example.cn', '一');
  await mail(second, 'b@example.cn', '<script>alert(1)</script>');
  await writeFile(path.join(folder, 'half-written.json'), '{');
  app = await appWith(configWith({}));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe('/dev/mail', () => {
  const ids = (body: string) => (JSON.parse(body) as { id: string }[]).map(({ id }) => id);

  it('lists what was caught, newest first, as JSON for programs', async () => {
    expect(ids((await app.inject({ url: '/dev/mail', headers: { accept: 'application/json' } })).body)).toEqual([
      second,
      first,
    ]);
    expect(ids((await app.inject('/dev/mail?format=json&to=a@EXAMPLE.cn')).body)).toEqual([first]);
  });

  it('shows people a page on which no mail can run anything', async () => {
    const list = await app.inject({ url: '/dev/mail', headers: { accept: 'text/html' } });
    expect(list.headers['content-type']).toContain('text/html');
    expect(list.body).toContain('&lt;script&gt;');
    expect(list.body).not.toContain('<script');
    const one = await app.inject(`/dev/mail/${first}`);
    expect(one.body).toContain(
      `<iframe sandbox title="The mail as HTML" width="800" height="600" src="/dev/mail/${first}/html">`,
    );
    const html = await app.inject(`/dev/mail/${first}/html`);
    expect(html.body).toBe('<p style="color: red">督办</p>');
    expect(html.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(html.headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it.each(['/dev/mail/1', '/dev/mail/..%2f..%2fetc%2fpasswd', '/dev/mail/000001700000009-000009'])(
    'knows no %s',
    async (url) => {
      expect((await app.inject(url)).statusCode).toBe(404);
    },
  );

  it('is not there for others, in production, or without a sink', async () => {
    expect((await app.inject({ url: '/dev/mail', remoteAddress: '10.0.0.8' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/dev/mail', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(
      404,
    );
    const elsewhere: Record<string, string>[] = [{ NODE_ENV: 'production' }, { DUBAN_MAIL_FOLDER: '' }];
    for (const env of elsewhere) {
      const other = await appWith(configWith(env));
      expect((await other.inject('/dev/mail')).statusCode).toBe(404);
      await other.close();
    }
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Actor } from '#domain/access/index.js';
import { readConfig } from '../config/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '../http/index.js';
import { PlatformModule } from '../platform.module.js';
import type { ChangeNews } from './change-visibility.js';
import { CHANGE_SOURCE, ChangesModule } from './index.js';

const coordinator: Actor = {
  kind: 'person',
  districtId: 'd1',
  personId: 'p1',
  roles: ['coordinator'],
  unitId: 'u1',
  companyId: null,
  name: '甲一',
};
const config = readConfig({ DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h', NODE_ENV: 'test' });
const listeners = new Set<(news: ChangeNews) => void>();
const ports = {
  providers: [
    {
      provide: SESSION_READER,
      useValue: { read: (value: string) => Promise.resolve(value === 'd1.x' ? coordinator : null) },
    },
    { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
    { provide: DISTRICT_REGISTER, useValue: { districts: () => Promise.resolve([]) } },
    {
      provide: CHANGE_SOURCE,
      useValue: {
        subscribe: (listener: (news: ChangeNews) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    },
  ],
};

@Module({ imports: [PlatformModule.with(config), HttpModule.with(ports), ChangesModule.with(ports)] })
class ListeningModule {}

let app: NestFastifyApplication;
let url: string;
beforeEach(async () => {
  app = await createHttpApp(ListeningModule, config, false);
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `${await app.getUrl()}/api/v1/changes`;
});
afterEach(() => app.close());

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('GET /api/v1/changes', () => {
  const signedIn = { headers: { cookie: '__Host-duban=d1.x' } };

  it('is for those who are signed in', async () => {
    expect((await fetch(url)).status).toBe(401);
  });

  it('streams hints until the server ends, and the server can end at once', async () => {
    const answer = await fetch(url, signedIn);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const tell of listeners) tell({ districtId: 'd1', subject: 'problem', id: 'x', version: 2 });
    const closing = app.close();
    const text = await answer.text();
    expect(text).toContain('event: change\ndata: {"subject":"problem","id":"x","version":2}\n\n');
    await closing;
    expect(listeners.size).toBe(0);
  });

  it('stops listening for one who has gone', async () => {
    const gone = new AbortController();
    await fetch(url, { ...signedIn, signal: gone.signal });
    expect(listeners.size).toBe(1);
    gone.abort();
    await until(() => listeners.size === 0);
  });
});

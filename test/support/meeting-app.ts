import type { DynamicModule } from '@nestjs/common';
import { DatabaseModule } from '#db/database.module.js';
import { Database } from '#db/database.js';
import { parseInstant } from '#domain/calendar/index.js';
import { DecisionModule } from '#features/decision/index.js';
import { MeetingModule } from '#features/meeting/index.js';
import { ProblemModule } from '#features/problem/index.js';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp, DENIAL_RECORDER, DISTRICT_REGISTER, HttpModule, SESSION_READER } from '#platform/http/index.js';
import { PlatformModule } from '#platform/platform.module.js';
import type { SmallDistrict, Someone } from './small-district.js';

class MeetingApp {}

export interface Call {
  readonly body?: object;
  /** The version that was seen. */
  readonly seen?: number;
  readonly key?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // What the routes answer is told by their schemas; a test says what it expects of it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly bytes: Buffer;
}

/** The real routes of problems and meetings over the real shell, at a moment; only who is signed in is told by the cookie. */
export async function startMeetingApp(town: SmallDistrict, moment: string) {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: town.databaseUrl,
    DUBAN_QUEUE: 'postgres',
    LOG_LEVEL: 'silent',
  });
  const module: DynamicModule = {
    module: MeetingApp,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({
        url: town.databaseUrl,
        clockOffsetMs: parseInstant(moment)! - Date.now(),
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
      DecisionModule,
      MeetingModule,
    ],
  };
  const app = await createHttpApp(module, config, false);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const call = async (
    who: Someone,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    { body, seen, key }: Call = {},
  ): Promise<Answer> => {
    const headers = {
      cookie: `__Host-duban=${town.districtId}.${who}`,
      ...(seen === undefined ? {} : { 'if-match': `"${seen}"` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers, payload: body });
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isJson ? answer.json() : null,
      bytes: answer.rawPayload,
    };
  };
  return { call, close: () => app.close() };
}

export type MeetingAppOf = Awaited<ReturnType<typeof startMeetingApp>>;

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule } from '@nestjs/common';
import { createPool } from '#db/client.js';
import { Database, type Tx } from '#db/database.js';
import { DatabaseModule } from '#db/database.module.js';
import { newId } from '#db/id.js';
import { district, person, personRole, unit } from '#db/schema/index.js';
import type { CommandContext, Role } from '#domain/access/index.js';
import { AuditModule } from '#features/audit/index.js';
import { CalendarModule } from '#features/calendar/index.js';
import { DirectoryModule, type UnitKind } from '#features/directory/index.js';
import { hashPassword, IdentityModule } from '#features/identity/index.js';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp, DISTRICT_REGISTER, HttpModule } from '#platform/http/index.js';
import { PlatformModule } from '#platform/platform.module.js';

/** Everybody's, so that it is hashed once. */
export const PASSWORD = 'correct horse battery';
let passwordHash: Promise<string> | undefined;

class PeopleApp {}

/** The routes of audit, calendar, directory and identity on a database, as if it were `clockOffsetMs` later. */
export async function startPeopleApp(databaseUrl: string, clockOffsetMs = 0): Promise<NestFastifyApplication> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DUBAN_QUEUE: 'postgres',
    LOG_LEVEL: 'silent',
    TRUST_PROXY: 'true',
  });
  const module: DynamicModule = {
    module: PeopleApp,
    imports: [
      PlatformModule.with(config),
      DatabaseModule.with({ url: databaseUrl, clockOffsetMs, maxConnections: 8, applicationName: 'duban-test' }),
      HttpModule.with({
        imports: [IdentityModule],
        providers: [{ provide: DISTRICT_REGISTER, useExisting: Database }],
      }),
      AuditModule,
      CalendarModule,
      DirectoryModule,
      IdentityModule,
    ],
  };
  const app = await createHttpApp(module, config, false);
  await app.init();
  return app;
}

export function openDatabase(url: string, clockOffsetMs = 0): Database {
  const settings = { url, clockOffsetMs, maxConnections: 8, applicationName: 'duban-test' };
  return new Database(createPool(settings, () => undefined));
}

export function systemContext(districtId: string): CommandContext {
  return { districtId, actor: { kind: 'system', districtId }, requestId: 'test', from: 'test' };
}

export interface PersonSketch {
  readonly username: string;
  readonly unit: UnitKind;
  readonly roles: readonly Role[];
  readonly active?: boolean;
  /** False for somebody who cannot sign in. */
  readonly password?: boolean;
  readonly email?: string;
  readonly language?: 'zh' | 'en';
}

export interface SmallDistrict {
  readonly districtId: string;
  readonly code: string;
  readonly context: CommandContext;
  /** Person ids by user name. */
  readonly persons: Readonly<Record<string, string>>;
  /** One unit of every kind. */
  readonly units: Readonly<Record<UnitKind, string>>;
}

/** A district with one unit of every kind and these persons, all with the same password. */
export async function sketchDistrict(
  database: Database,
  people: readonly PersonSketch[],
  options: { code?: string; host?: string } = {},
): Promise<SmallDistrict> {
  const districtId = newId();
  const { code = 'sketch', host = null } = options;
  const context = systemContext(districtId);
  const kinds: UnitKind[] = ['office', 'department', 'leadership', 'coordination', 'administration', 'company'];
  const units = Object.fromEntries(kinds.map((kind) => [kind, newId()])) as Record<UnitKind, string>;
  const persons: Record<string, string> = {};
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  await database.transaction(context, async (tx: Tx) => {
    const createdAt = tx.now;
    await tx.sql.insert(district).values({ districtId, code, name: `${code} 区`, nameEn: code, host, createdAt });
    await tx.sql
      .insert(unit)
      .values(kinds.map((kind) => ({ districtId, unitId: units[kind], kind, code: kind, name: kind, nameEn: kind })));
    for (const one of people) {
      const personId = newId();
      persons[one.username] = personId;
      await tx.sql.insert(person).values({
        districtId,
        personId,
        unitId: units[one.unit],
        name: `示范${one.username}`,
        username: one.username,
        passwordHash: one.password === false ? null : hash,
        email: one.email ?? null,
        language: one.language ?? 'zh',
        active: one.active ?? true,
        createdAt,
      });
      if (one.roles.length > 0)
        await tx.sql
          .insert(personRole)
          .values(one.roles.map((role) => ({ districtId, personId, role, grantedAt: createdAt })));
    }
  });
  return { districtId, code, context, persons, units };
}

/** A browser: keeps cookies, sends them back. `from` is its address. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private app: NestFastifyApplication,
    readonly from = '192.0.2.1',
  ) {}

  /** The same browser, on an app whose clock stands elsewhere. */
  moveTo(app: NestFastifyApplication): this {
    this.app = app;
    return this;
  }

  async request(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url,
      headers: { 'x-forwarded-for': this.from, 'user-agent': 'test', ...(cookie ? { cookie } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    // A test reads what it expects, and fails by itself where it is not there.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const parsed: any = answer.body === '' ? null : answer.json();
    return { status: answer.statusCode, headers: answer.headers, cookies: answer.cookies, body: parsed };
  }

  get(url: string) {
    return this.request('GET', url);
  }

  signIn(username: string, password = PASSWORD, more: object = {}) {
    return this.request('POST', '/api/v1/session', { username, password, ...more });
  }
}

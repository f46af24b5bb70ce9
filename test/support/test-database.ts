import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrate } from '#db/migrate.js';
import { testServices } from './running-services.js';

export interface TestDatabase {
  /** DATABASE_URL of role `duban_owner`, who owns the database and is no superuser */
  url: string;
  name: string;
  /** ends every session on it and removes it */
  drop(): Promise<void>;
}

const repository = path.resolve(import.meta.dirname, '../..');
/** Any fixed number: the key of the advisory lock under which the template is built. */
const templateLock = 7_230_114;

/** A migrated, empty database of the caller's own: a clone of a template that is built once per run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(async (client) => {
    const template = await ensureTemplate(client);
    await client.query(`create database ${name} template ${template} owner duban_owner strategy file_copy`);
  });
  return {
    url: ownerUrl(name),
    name,
    drop: () =>
      asSuperuser(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** An empty database without tables, for tests of the migration itself. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(async (client) => void (await client.query(`create database ${name} owner duban_owner`)));
  return {
    url: ownerUrl(name),
    name,
    drop: () =>
      asSuperuser(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** Its name carries a hash of the migrations, so that a change of them makes a new one. */
async function ensureTemplate(client: pg.Client): Promise<string> {
  const name = `template_${migrationsHash()}`;
  await client.query('select pg_advisory_lock($1)', [templateLock]);
  try {
    const found = await client.query('select datistemplate from pg_database where datname = $1', [name]);
    if (found.rows[0]?.datistemplate === true) return name;
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name} owner duban_owner`);
    await migrate(ownerUrl(name), path.join(repository, 'drizzle'));
    // The mark comes last: a template whose build was cut short is built again. Nobody may connect to it, or a clone
    // would be refused while they do.
    await client.query(`alter database ${name} with is_template true allow_connections false`);
    return name;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock]);
  }
}

function migrationsHash(): string {
  const folder = path.join(repository, 'drizzle');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(sql|json)$/.test(name)) hash.update(name).update(readFileSync(path.join(folder, name)));
  }
  hash.update(readFileSync(path.join(repository, 'libs/db/src/wall.ts')));
  return hash.digest('hex').slice(0, 16);
}

function ownerUrl(database: string): string {
  const { superuserUrl, ownerPassword } = testServices();
  const url = new URL(superuserUrl);
  url.username = 'duban_owner';
  url.password = ownerPassword;
  url.pathname = `/${database}`;
  return url.href;
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testServices().superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

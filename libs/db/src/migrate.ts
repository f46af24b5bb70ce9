import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { foundationSql, wallSql } from './wall.js';

/** Any number, as long as it is always the same one: who holds it migrates, the others wait. */
const MIGRATION_LOCK = 4_812_093;

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/**
 * Brings the database at `ownerUrl` to the newest schema and raises the district walls. Safe to run from several
 * processes at once and again at any time. Throws `MigrationError` when the database holds a different history than
 * the files (drizzle's own migrator silently skips an entry older than the newest applied one).
 */
export async function migrate(ownerUrl: string, folder = 'drizzle'): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'duban-migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(foundationSql);
    await applyMigrations(drizzle(client), { migrationsFolder: folder });
    await assertEveryMigrationApplied(client, folder);
    await client.query(wallSql);
    await assertChineseSearchable(client);
  } finally {
    await client.end();
  }
}

/** Hashes of the migrations in `folder` that the database has not applied; empty when it is up to date. */
export async function missingMigrations(client: pg.ClientBase | pg.Pool, folder = 'drizzle'): Promise<string[]> {
  const journal = JSON.parse(await readFile(path.join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  const applied = await client.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations');
  const hashes = new Set(applied.rows.map((row) => row.hash));
  const missing: string[] = [];
  for (const { tag } of journal.entries) {
    const text = await readFile(path.join(folder, `${tag}.sql`), 'utf8');
    if (!hashes.has(createHash('sha256').update(text).digest('hex'))) missing.push(tag);
  }
  return missing;
}

async function assertEveryMigrationApplied(client: pg.Client, folder: string): Promise<void> {
  const missing = await missingMigrations(client, folder);
  if (missing.length > 0)
    throw new MigrationError(`Migrations not applied, or changed after they were: ${missing.join(', ')}`);
}

/** With a ctype of plain C, trigrams drop every Chinese character and search would silently find nothing. */
async function assertChineseSearchable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(`select cardinality(show_trgm('督办')) as count`);
  if (!rows[0] || rows[0].count === 0)
    throw new MigrationError(
      'The database sees no letters in Chinese text. Create it with a UTF-8 locale such as C.UTF-8.',
    );
}

/**
 * Tells the planner what the tables hold. After a seed or an import the first screens come before Postgres' own round does,
 * and without statistics a join of a few hundred rows was seen to take minutes. Needs the owner's login; with another one
 * Postgres warns and the tables wait for its own round.
 */
export async function analyze(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'duban-analyze' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

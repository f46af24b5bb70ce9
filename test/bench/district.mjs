// A database with the demo district in it, one project standing for a hundred where asked.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { prepareOwner } from '../../apps/local/src/owner-database.mjs';
import { repository } from '../support/test-services.mjs';

/** @typedef {import('../support/test-services.mjs').TestServices} TestServices */

/**
 * A built module. Its name is no literal: `dist/` need not be there when types are checked.
 * @param {string} file under `dist/`
 */
export const built = (file) => import(new URL(`../../dist/${file}`, import.meta.url).href);

/**
 * @param {TestServices} services
 * @param {string} name of the database, which is made
 */
export async function prepareDistrict(services, name) {
  const ownerUrl = await prepareOwner(services.superuserUrl, services.ownerPassword, name);
  const superuserUrl = Object.assign(new URL(services.superuserUrl), { pathname: `/${name}` }).href;
  /** @type {typeof import('../../libs/db/src/migrate.js')} */
  const { migrate } = await built('libs/db/src/migrate.js');
  await migrate(ownerUrl, path.join(repository, 'drizzle'));
  await seed(ownerUrl, path.join(services.folder, `${name}-accounts.json`));
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  /** @param {string} file */
  const run = async (file) => {
    await client.query(readFileSync(path.join(import.meta.dirname, file), 'utf8'));
    await client.query('vacuum analyze');
  };
  await run('fill-year.sql');
  return {
    ownerUrl,
    superuserUrl,
    /** @param {number} times as many projects as there are */
    multiply: async (times) => {
      await client.query(`select set_config('bench.copies', $1, false)`, [String(times - 1)]);
      await run('multiply.sql');
    },
    count: async () => {
      const found = await client.query(
        'select (select count(*) from project) as projects, (select count(*) from span_figure) as figures',
      );
      return { projects: Number(found.rows[0].projects), figures: Number(found.rows[0].figures) };
    },
    end: () => client.end(),
  };
}

/**
 * @param {string} ownerUrl
 * @param {string} accountsFile
 */
async function seed(ownerUrl, accountsFile) {
  const child = spawn(process.execPath, [path.join(repository, 'dist/seeds/seed-main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: ownerUrl,
      DATABASE_OWNER_URL: '',
      DUBAN_ACCOUNTS_FILE: accountsFile,
      DUBAN_SEED: 'demo',
      DUBAN_NOW: '2023-03-24T10:00:00+08:00',
      DUBAN_NOW_AT: '',
    },
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the demo district was not seeded');
}

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { CommandContext } from '#domain/access/index.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { createPool } from './client.js';
import { Database, type Tx } from './database.js';
import { newId } from './id.js';

jest.setTimeout(60_000);

let testDatabase: TestDatabase;
let database: Database;

const contextOf = (districtId: string): CommandContext => ({
  ...{ districtId, actor: { kind: 'system', districtId }, requestId: 'test', from: 'test' },
});
const mine = contextOf(newId());
const ask = async (tx: Tx, text: string) => (await tx.sql.execute<{ found: unknown }>(sql.raw(text))).rows[0]?.found;
const inNobodysName = async (text: string) => {
  // Of the pool's only connection, so behind whatever the last transaction left on it.
  const { rows } = await pool.query<{ found: unknown }>(text);
  return rows[0]?.found;
};
let pool: ReturnType<typeof createPool>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  // One connection: whoever does not give it back keeps everybody waiting, and the test with them.
  pool = createPool(
    { url: testDatabase.url, clockOffsetMs: 86_400_000, maxConnections: 1, applicationName: 'database-spec' },
    () => undefined,
  );
  database = new Database(pool);
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

describe('a transaction', () => {
  it('begins in its district, at one moment of the database’s clock, and leaves nothing of either', async () => {
    const seen = await database.read(mine, async (tx) => ({
      district: await ask(tx, `select duban_district()::text as found`),
      mode: await ask(
        tx,
        `select current_setting('transaction_isolation') || current_setting('transaction_read_only') as found`,
      ),
      apart: Math.abs(tx.now - 86_400_000 - Date.now()),
    }));
    expect(seen).toMatchObject({ district: mine.districtId, mode: 'repeatable readon' });
    expect(seen.apart).toBeLessThan(5_000);
    expect(
      await database.transaction(mine, (tx) =>
        ask(tx, `select current_setting('transaction_isolation') || current_setting('transaction_read_only') as found`),
      ),
    ).toBe('read committedoff');
    expect(await inNobodysName(`select duban_district() as found`)).toBeNull();
  });

  it('is undone by whatever is thrown in it, a quote in the district’s name does not leave it', async () => {
    await expect(
      database.transaction(mine, async (tx) => {
        await tx.sql.execute(sql`create temporary table half_done (n integer)`);
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better of it');
    expect(await inNobodysName(`select to_regclass('half_done') as found`)).toBeNull();
    const strange = `' , true); create temporary table got_in (n integer); --`;
    await database.read(contextOf(strange), (tx) => ask(tx, `select 1 as found`));
    expect(await inNobodysName(`select to_regclass('got_in') as found`)).toBeNull();
  });

  it('whose connection dies gives its place back', async () => {
    const killed = database.transaction(mine, (tx) =>
      ask(tx, `select pg_terminate_backend(pg_backend_pid()) as found`),
    );
    await expect(killed).rejects.toThrow();
    expect(await database.read(mine, (tx) => ask(tx, `select 1 as found`))).toBe(1);
  });

  it('that cannot begin gives its place back', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await expect(client.query('select nonsense')).rejects.toThrow();
    client.release();
    // What somebody left behind answers nothing but a rollback.
    await expect(database.read(mine, (tx) => ask(tx, `select 1 as found`))).rejects.toThrow(/aborted/);
    expect(await database.read(mine, (tx) => ask(tx, `select 1 as found`))).toBe(1);
  });
});

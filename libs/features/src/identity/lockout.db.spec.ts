import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/database.js';
import { session, signInThrottle } from '#db/schema/index.js';
import {
  openDatabase,
  sketchDistrict,
  startPeopleApp,
  systemContext,
  TestBrowser,
  type SmallDistrict,
} from '../../../../test/support/people-app.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { admitAttempt, bucketsOf } from './attempts.js';
import { ANSWERS_KEPT_MS, ENDED_KEPT_MS, IdentityHousekeeping } from './housekeeping.handlers.js';

const MINUTE = 60_000;
const WRONG = 'wrong horse battery';

// Password hashes and fresh databases take their time on a busy machine.
jest.setTimeout(30_000);

let testDatabase: TestDatabase;
let database: Database;
let app: NestFastifyApplication;
let district: SmallDistrict;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url);
  district = await sketchDistrict(database, [
    { username: 'victim', unit: 'office', roles: ['office'] },
    { username: 'other', unit: 'office', roles: ['office'] },
  ]);
  app = await startPeopleApp(testDatabase.url);
}, 60_000);

afterAll(async () => {
  await app.close();
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  await database.transaction(district.context, async (tx) => {
    await tx.sql.delete(signInThrottle);
    await tx.sql.delete(session);
  });
});

/** As many wrong sign-ins, one after the other, each from its own address. */
async function guessFrom(addresses: readonly string[], username = 'victim'): Promise<number[]> {
  const statuses: number[] = [];
  for (const address of addresses) statuses.push((await new TestBrowser(app, address).signIn(username, WRONG)).status);
  return statuses;
}

const addresses = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n));

/** Puts a bucket where it would be after `failures` failures just now; hashing thirty passwords takes a while. */
async function presetFailures(like: string, failures: number): Promise<void> {
  const changed = await database.transaction(district.context, (tx) =>
    tx.sql
      .update(signInThrottle)
      .set({ failures })
      .where(sql`bucket like ${like}`)
      .returning({ b: signInThrottle.bucket }),
  );
  expect(changed).toHaveLength(1);
}

async function later(ms: number, act: (app: NestFastifyApplication) => Promise<void>): Promise<void> {
  const then = await startPeopleApp(testDatabase.url, ms);
  try {
    await act(then);
  } finally {
    await then.close();
  }
}

describe('one account from one address', () => {
  it('waits a minute after five failures, and says so, with the right password too', async () => {
    const browser = new TestBrowser(app);
    expect(await guessFrom(addresses(5, () => browser.from))).toEqual([401, 401, 401, 401, 401]);
    const refused = await browser.signIn('victim');
    expect(refused).toMatchObject({ status: 429, body: { code: 'session.too_many_attempts' } });
    const { retryAfterSeconds } = refused.body.args;
    expect(retryAfterSeconds).toBeGreaterThan(50);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(refused.headers['retry-after']).toBe(String(retryAfterSeconds));
    await later(MINUTE, async (then) => {
      expect((await browser.moveTo(then).signIn('victim')).status).toBe(200);
    });
  });

  it('leaves everyone else alone: other accounts there, the account elsewhere', async () => {
    await guessFrom(addresses(5, () => '192.0.2.1'));
    expect((await new TestBrowser(app, '192.0.2.1').signIn('other')).status).toBe(200);
    expect((await new TestBrowser(app, '192.0.2.2').signIn('victim')).status).toBe(200);
  });

  it('forgets the failures once the password was right', async () => {
    const from = '192.0.2.1';
    await guessFrom(addresses(4, () => from));
    expect((await new TestBrowser(app, from).signIn('victim')).status).toBe(200);
    expect(await guessFrom(addresses(4, () => from))).toEqual([401, 401, 401, 401]);
  });

  it('lets no more than five passwords be looked at when they all come at once', async () => {
    const browser = new TestBrowser(app);
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.signIn('victim', WRONG)));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(401), count(429)]).toEqual([5, 15]);
  });

  it('counts in the order of their turns, not of their arrival', async () => {
    const from = '192.0.2.1';
    const buckets = bucketsOf({ username: 'victim', from, deviceId: null, knownSource: false });
    const blocks = await database.transaction(district.context, async (tx) => {
      // This one has begun; four others come after it and are through before it asks.
      expect(await guessFrom(addresses(4, () => from))).toEqual([401, 401, 401, 401]);
      return admitAttempt(tx, buckets);
    });
    expect(blocks).toBe(true);
    expect((await new TestBrowser(app, from).signIn('victim')).status).toBe(429);
  });

  it('spends no hash on a refused attempt', async () => {
    const browser = new TestBrowser(app);
    await guessFrom(addresses(5, () => browser.from));
    const cpu = async (act: () => Promise<unknown>) => {
      const before = process.cpuUsage();
      for (let n = 0; n < 10; n++) await act();
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const refused = await cpu(() => browser.signIn('victim', WRONG));
    const looked = await cpu(() => new TestBrowser(app, '198.51.100.3').signIn('other'));
    expect(refused).toBeLessThan(looked / 2);
  });

  it('takes a whole IPv6 network for one address', async () => {
    const statuses = await guessFrom(addresses(6, (n) => `2001:db8:1:2::${n + 1}`));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('one address', () => {
  it('waits after fifty failures over all accounts, at most fifteen minutes', async () => {
    const from = '192.0.2.1';
    await guessFrom([from], 'somebody');
    await presetFailures('source:%', 49);
    expect(await guessFrom([from], 'somebody-else')).toEqual([401]);
    expect(await guessFrom([from], 'a-third')).toEqual([429]);
    expect((await new TestBrowser(app, '192.0.2.2').signIn('victim')).status).toBe(200);
    await later(15 * MINUTE, async (then) => {
      expect((await new TestBrowser(then, from).signIn('victim')).status).toBe(200);
    });
  });
});

describe('one account attacked from all over the world', () => {
  async function attack(): Promise<void> {
    await database.transaction(district.context, (tx) => tx.sql.delete(signInThrottle));
    await guessFrom(['203.0.113.1']);
    await presetFailures('account:%', 29);
    expect(await guessFrom(['203.0.113.2', '203.0.113.3'])).toEqual([401, 429]);
  }

  it('lets strangers wait, and nobody for longer than fifteen minutes', async () => {
    await attack();
    expect((await new TestBrowser(app, '192.0.2.50').signIn('victim')).status).toBe(429);
    await later(15 * MINUTE, async (then) => {
      expect((await new TestBrowser(then, '192.0.2.50').signIn('victim')).status).toBe(200);
    });
  });

  it('lets in the device that signed in before, wherever it is', async () => {
    const known = new TestBrowser(app, '192.0.2.1');
    await known.signIn('victim');
    await known.request('DELETE', '/api/v1/session');
    const abroad = new TestBrowser(app, '192.0.2.200');
    abroad.cookies.set('__Host-duban-device', known.cookies.get('__Host-duban-device')!);
    await attack();
    expect((await abroad.signIn('victim')).status).toBe(200);
  });

  it('lets in from an address where the person signed in lately', async () => {
    await new TestBrowser(app, '192.0.2.1').signIn('victim');
    await attack();
    expect((await new TestBrowser(app, '192.0.2.1').signIn('victim')).status).toBe(200);
  });

  it("takes no other person's device, and no device of our own making, for a known one", async () => {
    const other = new TestBrowser(app, '192.0.2.1');
    await other.signIn('other');
    await attack();
    other.cookies.delete('__Host-duban');
    expect((await other.signIn('victim')).status).toBe(429);
    other.cookies.set('__Host-duban-device', `${district.districtId}.${'A'.repeat(43)}`);
    expect((await other.signIn('victim')).status).toBe(429);
  });

  it('and a known device gets five guesses of its own, no more', async () => {
    const known = new TestBrowser(app, '192.0.2.1');
    await known.signIn('victim');
    for (let n = 0; n < 5; n++) expect((await known.signIn('victim', WRONG)).status).toBe(401);
    expect((await known.signIn('victim')).status).toBe(429);
    expect((await new TestBrowser(app, '192.0.2.1').signIn('victim')).status).toBe(200);
  });
});

describe('housekeeping', () => {
  it('forgets what is old, and only that', async () => {
    await new TestBrowser(app, '192.0.2.1').signIn('victim');
    await guessFrom(['192.0.2.3']);
    const left = async (ms: number) => {
      const then = openDatabase(testDatabase.url, ms);
      await then.transaction(district.context, (tx) => new IdentityHousekeeping().forget(tx));
      await then.close();
      return database.read(district.context, async (tx) => ({
        sessions: (await tx.sql.select().from(session)).length,
        buckets: (await tx.sql.select().from(signInThrottle)).length,
      }));
    };
    expect(await left(MINUTE)).toEqual({ sessions: 1, buckets: expect.any(Number) });
    expect((await left(MINUTE)).buckets).toBeGreaterThan(0);
    expect(await left(ANSWERS_KEPT_MS)).toEqual({ sessions: 1, buckets: 0 });
    expect(await left(ENDED_KEPT_MS + 8 * 24 * 60 * MINUTE)).toEqual({ sessions: 0, buckets: 0 });
  });
});

describe('the wall', () => {
  it('counts each district for itself', async () => {
    const elsewhere = await sketchDistrict(database, [], { code: 'elsewhere' });
    await database.transaction(district.context, (tx) =>
      tx.sql
        .insert(signInThrottle)
        .values({ districtId: district.districtId, bucket: 'x', failures: 1, windowStartedAt: tx.now }),
    );
    const seen = await database.read(systemContext(elsewhere.districtId), (tx) =>
      tx.sql.select().from(signInThrottle).where(eq(signInThrottle.bucket, 'x')),
    );
    expect(seen).toEqual([]);
  });
});

import 'reflect-metadata';
import { z } from 'zod';
import { parseInstant } from '#domain/calendar/index.js';
import { createPool } from '#db/client.js';
import { Database } from '#db/database.js';
import { analyze } from '#db/migrate.js';
import { offsetOf } from '#platform/clock/index.js';

// Run by the launcher and by tests, after the migration: puts the demo district into a database that has no district.

const moment = z
  .string()
  .refine((text) => parseInstant(text) !== undefined)
  .transform((text) => parseInstant(text)!);

const settings = z
  .object({
    NODE_ENV: z.string().optional(),
    DATABASE_URL: z.url(),
    /** Whose tables they are, where that is another login. */
    DATABASE_OWNER_URL: z.url().optional(),
    DUBAN_ACCOUNTS_FILE: z.string().min(1),
    DUBAN_SEED: z.enum(['demo', 'small', 'empty', 'none']).default('demo'),
    DUBAN_NOW: moment.optional(),
    DUBAN_NOW_AT: moment.optional(),
  })
  .refine(({ NODE_ENV, DUBAN_NOW }) => NODE_ENV !== 'production' || DUBAN_NOW === undefined, { path: ['DUBAN_NOW'] })
  .refine(({ DUBAN_NOW, DUBAN_NOW_AT }) => DUBAN_NOW !== undefined || DUBAN_NOW_AT === undefined, {
    path: ['DUBAN_NOW'],
  });

const ALREADY = 'There is a district already: nothing was seeded.';

async function main(): Promise<void> {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
    throw new Error(`Wrong or missing settings: ${[...wrong].sort().join(', ')}`);
  }
  const { DATABASE_URL, DATABASE_OWNER_URL, DUBAN_ACCOUNTS_FILE, DUBAN_SEED, DUBAN_NOW, DUBAN_NOW_AT } = parsed.data;
  if (DUBAN_SEED === 'none') return say('Nothing is to be seeded.');
  const pool = createPool(
    {
      url: DATABASE_URL,
      clockOffsetMs: DUBAN_NOW === undefined ? 0 : offsetOf(DUBAN_NOW, DUBAN_NOW_AT),
      maxConnections: 2,
      applicationName: 'duban-seed',
    },
    () => undefined,
  );
  const database = new Database(pool);
  try {
    if ((await database.districts()).length > 0) return say(ALREADY);
    // Read in only now: a second start need not wait for all the features behind it.
    const { seedDemoDistrict } = await import('./seed.js');
    const seeded = await seedDemoDistrict(database, DUBAN_ACCOUNTS_FILE, DUBAN_SEED);
    if (seeded) await analyze(DATABASE_OWNER_URL ?? DATABASE_URL);
    say(seeded ? 'The demo district is seeded.' : ALREADY);
  } finally {
    await database.close();
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  await main();
} catch (error) {
  // A failed statement's text would fill the screen with rows; its cause says what was wrong.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stderr.write(
    `The demo district could not be seeded: ${cause instanceof Error ? cause.message : String(cause)}\n`,
  );
  process.exitCode = 1;
}

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import 'reflect-metadata';
import pg from 'pg';
import { built, prepareDistrict } from './district.mjs';
import { measureClosing, readings } from './readings.mjs';
import { plainClient } from './plain-sql.mjs';

const MOMENT = '2023-12-25T08:30:00+08:00';
const TIMES = 100;
const ROUNDS = { 1: 31, [TIMES]: 7 };
/** Times the plain SQL, and milliseconds. */
const AIMS = { ratio: 1.5, closing: 10_000 };

/**
 * @param {import('../support/test-services.mjs').TestServices} services
 * @param {boolean} slice
 * @returns {Promise<boolean>} whether the aims are met
 */
export async function bench(services, slice) {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  say(`Node ${process.version}, ${os.availableParallelism()} cores, load ${os.loadavg()[0]?.toFixed(1)}`);
  const district = await prepareDistrict(services, name);
  const plain = await plainClient(district.superuserUrl);
  const { database, districtId } = await openDatabase(district.ownerUrl);
  let met = true;
  try {
    say(`Plain SQL through ${plain.name}`);
    const all = await readings(database, districtId);
    for (const times of slice ? [1] : [1, TIMES]) {
      if (times > 1) await district.multiply(times);
      const { projects, figures } = await district.count();
      say(`\n${grouped(projects)} projects, ${grouped(figures)} figures of spans`);
      for (const reading of all) {
        await assertSame(reading, plain);
        const rounds = slice ? 3 : (/** @type {Record<number, number>} */ (ROUNDS)[times] ?? 7);
        const timed = await race(reading, plain, rounds);
        met &&= timed.ratio <= AIMS.ratio;
        const { service, sql, ratio } = timed;
        say(`  ${reading.name.padEnd(28)} ${ms(service)} against ${ms(sql)}: ${ratio.toFixed(2)} ×`);
      }
    }
    const closing = await measureClosing(database, districtId, plain);
    met &&= closing.milliseconds <= AIMS.closing;
    say(`  ${'closing of a week'.padEnd(28)} ${ms(closing.milliseconds)}: ${closing.told}`);
    if (!slice) say(`\nAims: ${AIMS.ratio} × the plain SQL, a closing in 10 s: ${met ? 'met' : 'missed'}`);
    return slice || met;
  } finally {
    await plain.end();
    await database.close();
    await district.end();
    await dropDatabase(services.superuserUrl, name);
  }
}

/** @param {string} ownerUrl */
async function openDatabase(ownerUrl) {
  /** @type {typeof import('../../libs/db/src/client.js')} */
  const { createPool } = await built('libs/db/src/client.js');
  /** @type {typeof import('../../libs/db/src/database.js')} */
  const { Database } = await built('libs/db/src/database.js');
  const clockOffsetMs = Date.parse(MOMENT) - Date.now();
  const pool = createPool(
    { url: ownerUrl, clockOffsetMs, maxConnections: 2, applicationName: 'duban-bench' },
    () => {},
  );
  const database = new Database(pool);
  const [only] = await database.districts();
  if (!only) throw new Error('there is no district');
  return { database, districtId: only.districtId };
}

/**
 * @param {import('./readings.mjs').Reading} reading
 * @param {import('./plain-sql.mjs').PlainClient} plain
 */
async function assertSame(reading, plain) {
  const { rows } = await plain.ask(reading.sql);
  const [own, others] = [await reading.service(), reading.fromSql(rows)];
  assert.ok(own.length > 0, `${reading.name}: no figures`);
  assert.deepEqual(own, others, `${reading.name}: the figures differ`);
}

/**
 * By turns, so that whatever else the machine does hits both.
 * @param {import('./readings.mjs').Reading} reading
 * @param {import('./plain-sql.mjs').PlainClient} plain
 * @param {number} rounds
 */
async function race(reading, plain, rounds) {
  /** @type {number[]} */
  const service = [];
  /** @type {number[]} */
  const sql = [];
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    await reading.service();
    service.push(performance.now() - from);
    sql.push((await plain.ask(reading.sql)).milliseconds);
  }
  return { service: median(service), sql: median(sql), ratio: median(service) / median(sql) };
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** @param {number} value */
const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0).padStart(7)} ms`;
/** @param {number} value */
const grouped = (value) => value.toLocaleString('en');

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/**
 * @param {string} superuserUrl
 * @param {string} name
 */
async function dropDatabase(superuserUrl, name) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
}

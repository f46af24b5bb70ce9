// Holds the test services of one run. Arguments: folder, then what to start. Prints one line of JSON when all are ready;
// ends them, and itself, when its standard input closes.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from '../../apps/local/src/embedded-postgres.mjs';
import { startRedis } from '../../apps/local/src/embedded-redis.mjs';
import { startSmtpSink } from '../../apps/local/src/embedded-smtp.mjs';
import { randomSecret, writeJson } from '../../apps/local/src/local-files.mjs';
import { prepareOwner } from '../../apps/local/src/owner-database.mjs';
import { identify } from '../../apps/local/src/process-identity.mjs';
import { findRedis } from '../../apps/local/src/redis-binaries.mjs';
import { repository } from './test-services.mjs';

/** @import { ProcessIdentity } from '../../apps/local/src/process-identity.mjs' */

const [folder = '', ...wanted] = process.argv.slice(2);
/** @type {(() => Promise<void>)[]} */
const stops = [];
/** @type {ProcessIdentity[]} */
const processes = [];
let ending = false;

/** @param {number} code */
async function end(code) {
  if (ending) return;
  ending = true;
  await Promise.allSettled(stops.map((stop) => stop()));
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

/** @param {ProcessIdentity} [started] */
function note(started) {
  if (started) processes.push(started);
  writeJson(path.join(folder, 'keeper.json'), { keeper: identify(process.pid), processes });
}

process.stdin.resume();
process.stdin.once('close', () => void end(0));
process.once('SIGTERM', () => void end(0));
process.on('SIGINT', () => {});

const services = { folder, superuserUrl: '', ownerPassword: '', redisUrl: '', smtpUrl: '', mailFolder: '' };

async function postgres() {
  const superuserPassword = randomSecret();
  const logFile = path.join(folder, 'postgres.log');
  const home = path.join(folder, 'postgres');
  const started = await startPostgres({ root: repository, folder: home, superuserPassword, logFile, durable: false });
  stops.push(started.stop);
  note(started.identity);
  services.superuserUrl = started.superuserUrl;
  services.ownerPassword = randomSecret();
  await prepareOwner(started.superuserUrl, services.ownerPassword, '');
}

async function redis() {
  const binary = findRedis(path.join(repository, '.local/redis'), (line) => console.error(line));
  if (!binary) throw new Error('the tests need a Redis: install redis-server (6.2 or later)');
  const logFile = path.join(folder, 'redis.log');
  const home = path.join(folder, 'redis');
  const started = await startRedis({ binary, folder: home, password: randomSecret(), logFile, durable: false });
  stops.push(started.stop);
  note(started.identity);
  services.redisUrl = started.url;
}

async function smtp() {
  services.mailFolder = path.join(folder, 'mail');
  const sink = await startSmtpSink({ folder: services.mailFolder, logFile: path.join(folder, 'smtp.log') });
  stops.push(sink.stop);
  services.smtpUrl = sink.url;
}

try {
  mkdirSync(folder, { recursive: true });
  note();
  const starters = { postgres, redis, smtp };
  await Promise.all(wanted.map((name) => starters[/** @type {keyof typeof starters} */ (name)]()));
  process.stdout.write(`${JSON.stringify(services)}\n`);
} catch (error) {
  console.error(error);
  await end(1);
}

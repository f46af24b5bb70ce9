// Postgres, Redis and mail of this installation: the ones named in the environment, embedded ones for the rest.
import path from 'node:path';
import { startPostgres } from './embedded-postgres.mjs';
import { startRedis } from './embedded-redis.mjs';
import { startSmtpSink } from './embedded-smtp.mjs';
import { randomSecret, readJson, writeJson } from './local-files.mjs';
import { isAlive } from './process-identity.mjs';
import { findRedis } from './redis-binaries.mjs';

/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @typedef {object} LocalPlace
 * @property {string} root the repository
 * @property {string} folder `.local`
 * @property {(line: string) => void} say
 */

/** @typedef {{ environment: NodeJS.ProcessEnv, stop: () => Promise<void> }} StartedService */

/**
 * What is kept from start to start, made where missing.
 * @param {string} file
 * @param {string} name
 * @returns {string}
 */
function secret(file, name) {
  const all = readJson(file) ?? {};
  if (!all[name]) writeJson(file, { ...all, [name]: randomSecret() });
  return all[name] ?? readJson(file)[name];
}

/**
 * @param {string} folder
 * @returns {Record<string, number>}
 */
function rememberedPorts(folder) {
  return readJson(path.join(folder, 'state.json'))?.ports ?? {};
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {number} port
 */
function rememberPort(folder, name, port) {
  writeJson(path.join(folder, 'state.json'), { ports: { ...rememberedPorts(folder), [name]: port } });
}

/** @typedef {{ port: number, identity: ProcessIdentity, stop: () => Promise<void> }} RunningServer */

/**
 * Looks every second whether a server still lives, and starts it again on its port when it does not: what uses it
 * connects again by itself.
 * @param {string} name
 * @param {RunningServer} first
 * @param {() => Promise<RunningServer>} startAgain
 * @param {(line: string) => void} say
 * @returns {() => Promise<void>} stops watching, and the server
 */
function keepRunning(name, first, startAgain, say) {
  let current = first;
  let underWay = Promise.resolve();
  const timer = setInterval(() => {
    underWay = underWay.then(async () => {
      if (isAlive(current.identity)) return;
      say(`${name} ended; it is started again`);
      try {
        current = await startAgain();
        if (current.port !== first.port)
          say(`${name} lost its port ${first.port} to somebody else: stop and start again`);
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
    });
  }, 1000);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
    await current.stop();
  };
}

/**
 * @param {LocalPlace} place
 * @returns {Promise<StartedService | undefined>} undefined when DATABASE_URL names one
 */
export async function startLocalPostgres({ root, folder, say }) {
  if (process.env.DATABASE_URL) return undefined;
  const secrets = path.join(folder, 'secrets.json');
  const start = () =>
    startPostgres({
      root,
      folder: path.join(folder, 'postgres'),
      superuserPassword: secret(secrets, 'postgresSuperuser'),
      logFile: path.join(folder, 'log/postgres.log'),
      port: rememberedPorts(folder).postgres,
    });
  const postgres = await start();
  rememberPort(folder, 'postgres', postgres.port);
  try {
    // Its client library exists only after `npm ci`.
    const { prepareOwner } = await import('./owner-database.mjs');
    const url = await prepareOwner(postgres.superuserUrl, secret(secrets, 'databaseOwner'));
    say(`Postgres ${postgres.attached ? 'was still running' : 'is ready'} on 127.0.0.1:${postgres.port}`);
    return { environment: { DATABASE_URL: url }, stop: keepRunning('Postgres', postgres, start, say) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/**
 * @param {LocalPlace} place
 * @returns {Promise<StartedService | undefined>} undefined when REDIS_URL names one
 */
export async function startLocalRedis({ root, folder, say }) {
  if (process.env.REDIS_URL) return undefined;
  const binary = findRedis(path.join(root, '.local/redis'), say);
  if (!binary) {
    say('there is no Redis here and none can be fetched: jobs are queued in Postgres (slower, fine for one machine)');
    return { environment: { DUBAN_QUEUE: 'postgres' }, stop: async () => {} };
  }
  const start = () =>
    startRedis({
      binary,
      folder: path.join(folder, 'redis/data'),
      password: secret(path.join(folder, 'secrets.json'), 'redis'),
      logFile: path.join(folder, 'log/redis.log'),
      port: rememberedPorts(folder).redis,
    });
  const redis = await start();
  rememberPort(folder, 'redis', redis.port);
  say(`Redis ${binary.version} ${redis.attached ? 'was still running' : 'is ready'} on 127.0.0.1:${redis.port}`);
  return { environment: { REDIS_URL: redis.url }, stop: keepRunning('Redis', redis, start, say) };
}

/**
 * @param {LocalPlace} place
 * @param {NodeJS.ProcessEnv} moment DUBAN_NOW and DUBAN_NOW_AT
 * @returns {Promise<StartedService | undefined>} undefined when SMTP_URL names one
 */
export async function startLocalMail({ folder, say }, moment) {
  if (process.env.SMTP_URL) return undefined;
  const mails = path.join(folder, 'mail');
  const sink = await startSmtpSink({
    folder: mails,
    logFile: path.join(folder, 'log/smtp.log'),
    pidFile: path.join(folder, 'run/smtp.json'),
    port: rememberedPorts(folder).smtp,
    moment,
  });
  rememberPort(folder, 'smtp', sink.port);
  say(`the mail sink is ready on 127.0.0.1:${sink.port}`);
  return { environment: { SMTP_URL: sink.url, DUBAN_MAIL_FOLDER: mails }, stop: sink.stop };
}

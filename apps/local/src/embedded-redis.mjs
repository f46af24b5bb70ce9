// One Redis of our own on loopback. It keeps delayed jobs over a restart, and never evicts one.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { readJson, tailOf, writeJson, writeWhole } from './local-files.mjs';
import { endProcess, identify, isAlive, processesIn } from './process-identity.mjs';
import { redisEnvironment } from './redis-binaries.mjs';
import { probeRedis } from './redis-probe.mjs';

/** @import { ProcessIdentity } from './process-identity.mjs' */
/** @import { RedisBinary } from './redis-binaries.mjs' */

/**
 * @typedef {object} RedisOptions
 * @property {RedisBinary} binary
 * @property {string} folder its data, settings and pid file
 * @property {string} password letters, digits, `-` and `_` only
 * @property {string} logFile
 * @property {number} [port] preferred
 * @property {boolean} [durable] false only for tests: nothing is written to disk
 */

/**
 * @typedef {object} RunningRedis
 * @property {number} port
 * @property {ProcessIdentity} identity
 * @property {boolean} attached true when it was found running
 * @property {string} url REDIS_URL, with the password
 * @property {() => Promise<void>} stop
 */

/**
 * @param {RedisOptions} options
 * @returns {Promise<RunningRedis>}
 * @throws with the end of the server's log when it does not answer within 30 s
 */
export async function startRedis(options) {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const pidFile = path.join(options.folder, 'redis-process.json');
  /** @type {{ identity: ProcessIdentity, port: number } | undefined} */
  const before = readJson(pidFile);
  if (before && isAlive(before.identity)) {
    if (await answers(before.identity, before.port, options))
      return running(before.identity, before.port, true, options);
    // Ours, alive, and without an answer: it goes, its file of appended commands stays.
    await stopRedis(before.identity);
  }
  // One that was started and not noted down before its launcher was killed: two must not write one file.
  for (const unknown of processesIn(realpathSync(options.folder))) await stopRedis(unknown);
  const port = await freePort(options.port);
  const identity = launch(port, options);
  writeJson(pidFile, { identity, port });
  if (await answers(identity, port, options)) return running(identity, port, false, options);
  await stopRedis(identity);
  throw new Error(`Redis did not become ready. The end of ${options.logFile}:\n${tailOf(options.logFile)}`);
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} port
 * @param {RedisOptions} options
 */
async function answers(identity, port, options) {
  const until = performance.now() + 30_000;
  while (isAlive(identity) && performance.now() < until) {
    const answer = await probeRedis(port, options.password);
    if (answer === 'ready') return true;
    if (answer === 'refused') return false;
    await sleep(20);
  }
  return false;
}

/**
 * @param {number} port
 * @param {RedisOptions} options
 */
function launch(port, options) {
  const settings = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${options.password}`,
    `dir "${options.folder}"`,
    'daemonize no',
    'save ""',
    'maxmemory-policy noeviction',
    'hz 100',
    ...(options.durable === false ? ['appendonly no'] : ['appendonly yes', 'appendfsync everysec']),
  ];
  // A file, not the command line: the password is nobody else's to read.
  const file = path.join(options.folder, 'redis.conf');
  writeWhole(file, `${settings.join('\n')}\n`);
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(options.binary.command, [file], {
    cwd: options.folder,
    detached: true,
    env: redisEnvironment(options.binary.libraries),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  return identify(child.pid ?? 0) ?? { pid: child.pid ?? 0, startedAt: 'gone' };
}

/** @param {ProcessIdentity} identity */
async function stopRedis(identity) {
  await endProcess(identity, [['SIGTERM', 10_000]]);
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} port
 * @param {boolean} attached
 * @param {RedisOptions} options
 * @returns {RunningRedis}
 */
function running(identity, port, attached, options) {
  return {
    port,
    identity,
    attached,
    url: `redis://:${options.password}@127.0.0.1:${port}/0`,
    stop: () => stopRedis(identity),
  };
}

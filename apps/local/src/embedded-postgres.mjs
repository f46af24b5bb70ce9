// One Postgres cluster of our own: made when missing, attached to when it already runs, started otherwise.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.mjs';
import { tailOf, writeWhole } from './local-files.mjs';
import { findPostgres, preparePostgres } from './postgres-binaries.mjs';
import { choosePostgresAccount, commandFor } from './postgres-account.mjs';
import { endProcess, identify, isAlive, processesIn, waitForEnd, workingFolderOf } from './process-identity.mjs';

/** @import { PostgresAccount } from './postgres-account.mjs' */
/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @typedef {object} PostgresOptions
 * @property {string} root the repository, whose node_modules hold the binaries
 * @property {string} folder home of the cluster, made when missing
 * @property {string} superuserPassword of `postgres`; taken into the cluster when it is first made
 * @property {string} logFile
 * @property {number} [port] preferred; another is taken when it is not free
 * @property {boolean} [durable] false only for tests: faster, and lost when the machine stops
 */

/**
 * @typedef {object} RunningPostgres
 * @property {number} port
 * @property {ProcessIdentity} identity
 * @property {boolean} attached true when it was found running
 * @property {string} superuserUrl
 * @property {() => Promise<void>} stop fast shutdown: sessions are rolled back, data is safe
 */

const startLimit = 60_000;
const throwaway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_wal_size=2GB', 'autovacuum=off'];

/**
 * @param {PostgresOptions} options
 * @returns {Promise<RunningPostgres>}
 * @throws with the end of the server's log when it does not become ready within a minute
 */
export async function startPostgres(options) {
  const native = findPostgres(options.root);
  preparePostgres(native);
  const account = choosePostgresAccount(native, path.resolve(options.folder));
  const data = path.join(account.folder, 'data');
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    // An initdb whose launcher was killed may still be at work here.
    for (const left of processesIn(realpathSync(account.folder))) await endProcess(left, []);
    makeCluster(account, data, options);
  }
  return await attachOrStart(account, realpathSync(data), options);
}

/**
 * Made beside its place and moved there when whole, so that a kill leaves no half cluster.
 * @param {PostgresAccount} account
 * @param {string} data
 * @param {PostgresOptions} options
 */
function makeCluster(account, data, options) {
  const half = `${data}.half`;
  const passwordFile = path.join(account.folder, 'initial-password');
  rmSync(half, { recursive: true, force: true });
  writeWhole(passwordFile, `${options.superuserPassword}\n`);
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid ?? account.uid);
  const flags = ['-D', half, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  // With a ctype of C, pg_trgm would take every Chinese character for a blank.
  flags.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-ctype=C.UTF-8');
  if (options.durable === false) flags.push('--no-sync');
  const { command, args, identity } = commandFor(account, 'initdb', flags);
  const made = spawnSync(command, args, {
    cwd: account.folder,
    encoding: 'utf8',
    env: plainEnvironment(),
    ...identity,
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout ?? ''}${made.stderr ?? made.error?.message}`);
  renameSync(half, data);
}

/** Postgres takes its messages' language and its defaults from the environment: give it a known one. */
function plainEnvironment() {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * @param {string} data
 * @returns {{ identity: ProcessIdentity | undefined, port: number, ready: boolean } | undefined} what postmaster.pid says
 */
function readPostmaster(data) {
  let lines;
  try {
    lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const folder = workingFolderOf(pid);
  // A server stands in its data folder; whoever has this pid now but stands elsewhere is a stranger.
  const ours = folder === undefined || folder === data;
  return { identity: ours ? identify(pid) : undefined, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * @param {PostgresAccount} account
 * @param {string} data
 * @param {PostgresOptions} options
 * @returns {Promise<RunningPostgres>}
 */
async function attachOrStart(account, data, options) {
  const until = performance.now() + startLimit;
  let started = /** @type {ProcessIdentity | undefined} */ (undefined);
  while (performance.now() < until) {
    const postmaster = readPostmaster(data);
    if (postmaster?.identity && postmaster.ready) {
      return running(postmaster.identity, postmaster.port, started === undefined, options);
    }
    if (started ? !isAlive(started) : !postmaster?.identity) {
      if (started && !/shared memory|already exists/.test(tailOf(options.logFile, 5))) break;
      if (started) await sleep(250);
      await clearStalePostmaster(data);
      started = launch(account, data, await freePort(options.port), options);
    }
    await sleep(25);
  }
  throw new Error(`Postgres did not become ready. The end of ${options.logFile}:\n${tailOf(options.logFile)}`);
}

/**
 * When the pid in postmaster.pid was given to a stranger, the server would refuse to start until the file is gone.
 * It may go only when no server process still stands in the folder.
 * @param {string} data
 */
async function clearStalePostmaster(data) {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file) || process.platform !== 'linux') return;
  // What a killed server left behind ends by itself within moments; two servers on one folder would ruin it.
  for (const left of processesIn(data))
    if (!(await waitForEnd(left, 5000))) await endProcess(left, [['SIGQUIT', 2000]]);
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (identify(pid) !== undefined && workingFolderOf(pid) !== data) rmSync(file, { force: true });
}

/**
 * @param {PostgresAccount} account
 * @param {string} data
 * @param {number} port
 * @param {PostgresOptions} options
 */
function launch(account, data, port, options) {
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC'];
  settings.push('max_connections=200', 'log_timezone=UTC', ...(options.durable === false ? throwaway : []));
  const flags = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const { command, args, identity } = commandFor(account, 'postgres', flags);
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(command, args, {
    cwd: account.folder,
    detached: true,
    env: plainEnvironment(),
    stdio: ['ignore', log, log],
    ...identity,
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  return identify(child.pid ?? 0) ?? { pid: child.pid ?? 0, startedAt: 'gone' };
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} port
 * @param {boolean} attached
 * @param {PostgresOptions} options
 * @returns {RunningPostgres}
 */
function running(identity, port, attached, options) {
  return {
    port,
    identity,
    attached,
    superuserUrl: `postgresql://postgres:${options.superuserPassword}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await endProcess(identity, [
        ['SIGINT', 20_000],
        ['SIGQUIT', 5000],
      ]);
    },
  };
}

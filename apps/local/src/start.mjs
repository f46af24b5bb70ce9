// `npm start`: the whole system on one machine. Installs, builds, starts what it needs, migrates, seeds, starts api and
// worker, and stops all of it again. Imports only `node:` modules until the packages are there.
import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build, isBuilt } from './compilation.mjs';
import { demoMoment } from './demo-moment.mjs';
import { tryPort } from './free-port.mjs';
import { install, isInstalled } from './installation.mjs';
import { takeLauncherLock } from './launcher-lock.mjs';
import { readJson, tailOf, writeJson } from './local-files.mjs';
import { startLocalMail, startLocalPostgres, startLocalRedis } from './local-services.mjs';
import { watchNpm } from './parent-watch.mjs';
import { identify } from './process-identity.mjs';
import { endOrphan, openLog, SupervisedProcess } from './supervised-process.mjs';
import { welcome } from './welcome.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
// Elsewhere only for tests of this launcher itself.
const folder = path.resolve(root, process.env.DUBAN_LOCAL_FOLDER || '.local');
const logFolder = path.join(folder, 'log');
const accountsFile = path.join(folder, 'demo-accounts.json');
const ownProcesses = ['api', 'worker', 'migrate-main', 'seed-main'];
const began = performance.now();

/** @type {(() => Promise<void>)[]} in the order of starting; run from the last to the first */
const services = [];
/** @type {SupervisedProcess[]} */
const processes = [];
/** @type {import('./launcher-lock.mjs').LauncherLock | undefined} */
let lock;
/** What is being started just now: it can be stopped only once it is there. @type {Promise<unknown>} */
let underWay = Promise.resolve();
/** @type {import('node:child_process').ChildProcess | undefined} */
let command;
/** @type {number | undefined} when the stop began */
let stoppingSince;

/** @param {string} line */
function say(line) {
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
}

/**
 * api and worker drain first, then what they stand on goes, last started first.
 * @param {number} code
 * @param {string} [reason]
 */
async function stop(code, reason) {
  if (stoppingSince !== undefined) return;
  stoppingSince = performance.now();
  if (reason) console.error(`\n${reason}\n`);
  lock?.note('stopping');
  if (processes.length > 0) say('stopping: what has begun is finished first');
  command?.kill('SIGTERM');
  await underWay.catch(() => {});
  await Promise.all(processes.map((child) => child.stop()));
  for (const end of services.reverse()) await end().catch((error) => console.error(error.message));
  lock?.release();
  if (services.length > 0) say('stopped');
  process.exit(code);
}

/** @param {string} signal */
function onSignal(signal) {
  if (stoppingSince === undefined) return void stop(0);
  // npm passes a Ctrl-C on that the terminal sent to us already: one press, two signals.
  if (signal !== 'SIGINT' || performance.now() - stoppingSince < 1000) return;
  say('stopping at once');
  for (const child of processes) child.kill();
}

/** @param {string} name */
function pidFileOf(name) {
  return path.join(folder, `run/${name}.json`);
}

/**
 * Runs one of the system's own commands to its end.
 * @param {string} script under `dist/`
 * @param {NodeJS.ProcessEnv} env
 */
async function runToEnd(script, env) {
  const logFile = path.join(logFolder, `${path.basename(script, '.js')}.log`);
  const log = openLog(logFile);
  const logStart = fstatSync(log).size;
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist', script)], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  command = child;
  const pidFile = pidFileOf(path.basename(script, '.js'));
  const identity = identify(child.pid ?? 0);
  if (identity) writeJson(pidFile, identity);
  const code = await new Promise((resolve) => child.once('error', () => resolve(1)).once('exit', resolve));
  command = undefined;
  rmSync(pidFile, { force: true });
  if (stoppingSince !== undefined) return;
  if (code !== 0)
    throw new Error(`${script} failed (exit ${code}). The end of ${logFile}:\n${tailOf(logFile, 15, logStart)}`);
}

/** @returns {Promise<number>} PORT, or 3000 or the next free one */
async function choosePort() {
  const isFree = async (/** @type {number} */ port) =>
    (await tryPort(port)) !== undefined && (await tryPort(port, '0.0.0.0')) !== undefined;
  if (process.env.PORT) {
    const wanted = Number(process.env.PORT);
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535)
      throw new Error('PORT must be a number from 1 to 65535');
    if (!(await isFree(wanted)))
      throw new Error(`PORT ${wanted} is taken, or not allowed to us. Choose another, or leave it out`);
    return wanted;
  }
  for (let port = 3000; port < 3100; port += 1) if (await isFree(port)) return port;
  throw new Error('no port from 3000 to 3099 is free: set PORT');
}

/** @param {string} address */
async function waitUntilReady(address) {
  const until = performance.now() + 60_000;
  let last = 'no answer';
  while (performance.now() < until) {
    if (stoppingSince !== undefined) return;
    try {
      const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2000) });
      const body = await response.text();
      if (response.status === 200) return;
      last = `${response.status} ${body.slice(0, 500)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(100);
  }
  const logs = ['api', 'worker'].map(
    (name) => `The end of ${name}.log:\n${tailOf(path.join(logFolder, `${name}.log`))}`,
  );
  throw new Error(`the system did not become ready within a minute (${last}).\n${logs.join('\n')}`);
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
function supervise(name, env) {
  const child = new SupervisedProcess({
    name,
    script: path.join(root, `dist/apps/${name}/src/main.js`),
    folder: root,
    env,
    logFile: path.join(logFolder, `${name}.log`),
    pidFile: pidFileOf(name),
    say,
    giveUp: (reason) => void stop(1, reason),
  });
  processes.push(child);
  child.start();
  return child;
}

async function start() {
  const moment = demoMoment(process.env);
  lock = await takeLauncherLock(folder, () => say('waiting for the one before to finish stopping'));
  mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  const orphans = await Promise.all(ownProcesses.map((name) => endOrphan(pidFileOf(name))));
  if (lock.recovered)
    say(`the last run was killed: recovering${orphans.includes(true) ? ', its processes are ended' : ''}`);
  const port = await choosePort();
  if (!isInstalled(root)) {
    say('installing the packages (npm ci)');
    install(root);
    say('installed');
  }
  if (!isBuilt(root)) {
    build(root);
    say('built');
  }
  const place = { root, folder, say };
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    // Where links in mails lead; an address that was set goes first.
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ...process.env,
    ...moment,
    PORT: String(port),
    DUBAN_ACCOUNTS_FILE: accountsFile,
  };
  delete env.DUBAN_LOCAL_FOLDER;
  await refuseWrongSettings(env);
  for (const begin of [startLocalPostgres, startLocalRedis, () => startLocalMail(place, moment)]) {
    if (stoppingSince !== undefined) return;
    const starting = begin(place).then((started) => {
      if (started) services.push(started.stop);
      Object.assign(env, started?.environment);
    });
    underWay = starting;
    await starting;
  }
  if (stoppingSince !== undefined) return;
  await runToEnd('libs/db/src/migrate-main.js', env);
  say('the database is migrated');
  if (stoppingSince !== undefined) return;
  await runToEnd('seeds/seed-main.js', env);
  if (stoppingSince !== undefined) return;
  say('the demo district is in place');
  const host = process.env.HOST;
  const address = `http://${!host || host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  supervise('api', env);
  const worker = supervise('worker', env);
  await waitUntilReady(address);
  await Promise.race([worker.ready, sleep(3000)]);
  if (stoppingSince !== undefined) return;
  for (const child of processes) child.established = true;
  lock.note('running', address, moment.DUBAN_NOW ? moment : undefined);
  say('ready');
  const accounts = readJson(accountsFile);
  const showsMail = Boolean(env.DUBAN_MAIL_FOLDER);
  console.log(welcome({ address, showsMail, logFolder, accountsFile, accounts, moment: moment.DUBAN_NOW }));
}

/**
 * The settings' own schema, before anything is started, migrated or seeded by wrong ones. What will be embedded is not
 * known yet and stands in for itself.
 * @param {NodeJS.ProcessEnv} env
 */
async function refuseWrongSettings(env) {
  const schema = pathToFileURL(path.join(root, 'dist/libs/platform/src/config/index.js')).href;
  const { readConfig } = await import(schema);
  readConfig({
    ...env,
    DATABASE_URL: env.DATABASE_URL || 'postgres://127.0.0.1/embedded',
    REDIS_URL: env.REDIS_URL || 'redis://127.0.0.1',
  });
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => onSignal(signal));
// A closed terminal or pipe is no reason to fall over.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
watchNpm(() => void stop(0));

start().catch(async (error) => {
  // A Ctrl-C ends npm or the compiler too: let that signal be seen first, so that it does not look like their failure.
  await sleep(20);
  await stop(1, error instanceof Error ? error.message : String(error));
});

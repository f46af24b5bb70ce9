// A long-lived child (api, worker): started, started again when it dies by itself, drained when we stop.
// It is tied to this process by an ipc channel and DUBAN_PARENT=1: when the channel closes, it shuts itself down.
// It may send the word 'ready' over that channel.
import { fork } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { readJson, tailOf, writeJson } from './local-files.mjs';
import { endProcess, identify, signalProcess } from './process-identity.mjs';

/** @import { ChildProcess } from 'node:child_process' */
/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @typedef {object} SupervisedOptions
 * @property {string} name
 * @property {string} script
 * @property {string} folder working folder
 * @property {NodeJS.ProcessEnv} env
 * @property {string} logFile
 * @property {string} pidFile
 * @property {(line: string) => void} say
 * @property {(reason: string) => void} giveUp called when it died before it was established, or five times within a minute
 */

const drainLimit = 20_000;
const rotateAt = 20 * 1024 * 1024;

/**
 * Ends what a killed launcher left behind.
 * @param {string} pidFile
 * @returns {Promise<boolean>} true when there was somebody to end
 */
export async function endOrphan(pidFile) {
  const orphan = readJson(pidFile);
  const alive = orphan && identify(orphan.pid)?.startedAt === orphan.startedAt;
  if (alive) await endProcess(orphan, [['SIGTERM', drainLimit]]);
  rmSync(pidFile, { force: true });
  return Boolean(alive);
}

/** @param {string} logFile */
export function openLog(logFile) {
  mkdirSync(path.dirname(logFile), { recursive: true });
  if (existsSync(logFile) && statSync(logFile).size > rotateAt) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'a', 0o600);
}

export class SupervisedProcess {
  /** @type {ProcessIdentity | undefined} */ #identity;
  /** @type {NodeJS.Timeout | undefined} */ #restart;
  /** @type {number[]} */ #deaths = [];
  /** @type {SupervisedOptions} */ #options;
  #stopping = false;
  #logStart = 0;
  /** @type {() => void} */ #becomeReady = () => {};
  /** Set once the system was seen well: before, a death is a fault of the set-up, and trying again mends nothing. */
  established = false;
  /** Resolves when the child says 'ready' for the first time. @type {Promise<void>} */
  ready = new Promise((resolve) => (this.#becomeReady = () => resolve(undefined)));

  /** @param {SupervisedOptions} options */
  constructor(options) {
    this.#options = options;
  }

  start() {
    const { script, folder, env, logFile, pidFile } = this.#options;
    const log = openLog(logFile);
    this.#logStart = fstatSync(log).size;
    const child = fork(script, [], {
      cwd: folder,
      detached: true,
      env: { ...env, DUBAN_PARENT: '1' },
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.#identity = identify(child.pid ?? 0);
    if (this.#identity) writeJson(pidFile, this.#identity);
    child.on('message', (word) => word === 'ready' && this.#becomeReady());
    this.#whenGone(child);
  }

  /** @param {ChildProcess} child */
  #whenGone(child) {
    let gone = false;
    const onGone = (/** @type {string} */ how) => {
      if (gone || this.#stopping) return;
      gone = true;
      const { name, logFile, say, giveUp } = this.#options;
      this.#deaths = [...this.#deaths.filter((at) => performance.now() - at < 60_000), performance.now()];
      if (!this.established) {
        giveUp(`${name} did not start (${how}). The end of ${logFile}:\n${tailOf(logFile, 15, this.#logStart)}`);
        return;
      }
      // It has worked before, so its set-up is right: whatever ends it now, the house goes on and it comes back.
      const pause = Math.min(250 * 2 ** this.#deaths.length, 5000);
      say(`${name} ended (${how}); it is started again in ${pause / 1000} s`);
      this.#restart = setTimeout(() => this.start(), pause);
    };
    child.once('error', (error) => onGone(error.message));
    child.once('exit', (code, signal) => onGone(signal ?? `exit ${code}`));
  }

  /** Lets it finish what it has begun, for up to 20 s. */
  async stop() {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const { name, say, pidFile } = this.#options;
    if (!(await endProcess(this.#identity, [['SIGTERM', drainLimit]]))) say(`${name} did not drain in time: killed`);
    rmSync(pidFile, { force: true });
  }

  /** Ends it at once. */
  kill() {
    this.#stopping = true;
    clearTimeout(this.#restart);
    if (this.#identity) signalProcess(this.#identity, 'SIGKILL');
    rmSync(this.#options.pidFile, { force: true });
  }
}

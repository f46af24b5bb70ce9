// A pid alone may be re-used by a stranger. A process is known here by its pid and the moment it started, so that
// nothing is ever ended that was not started by us.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ pid: number, startedAt: string }} ProcessIdentity */

/** @returns {string} */
function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * State letter, parent and start of a process, read from `/proc/<pid>/stat`.
 * @param {number} pid
 * @returns {{ state: string, parent: number, startedAt: string } | undefined}
 */
function readStat(pid) {
  let text;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command name stands in brackets and may itself hold spaces and brackets: count from the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1]), startedAt: `${bootId()}:${fields[19]}` };
}

/**
 * Who runs under this pid now; undefined when nobody does. A zombie counts as gone.
 * @param {number} pid
 * @returns {ProcessIdentity | undefined}
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform === 'linux') {
    const stat = readStat(pid);
    if (!stat || stat.state === 'Z' || stat.state === 'X') return undefined;
    return { pid, startedAt: stat.startedAt };
  }
  try {
    const startedAt = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return startedAt ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {ProcessIdentity | undefined} identity
 * @returns {boolean} true only when the very same process still runs
 */
export function isAlive(identity) {
  return identity !== undefined && identify(identity.pid)?.startedAt === identity.startedAt;
}

/**
 * @param {number} pid
 * @returns {number | undefined} the parent's pid, on Linux only
 */
export function parentOf(pid) {
  return readStat(pid)?.parent;
}

/**
 * The folder a process stands in; undefined where the system does not tell (no /proc, no right).
 * @param {number} pid
 */
export function workingFolderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * Every process that stands in a folder. Empty where there is no /proc.
 * @param {string} folder absolute, links resolved
 * @returns {ProcessIdentity[]}
 */
export function processesIn(folder) {
  let names;
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names
    .filter((name) => /^\d+$/.test(name) && workingFolderOf(Number(name)) === folder)
    .flatMap((name) => identify(Number(name)) ?? []);
}

/**
 * @param {ProcessIdentity} identity
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(identity, signal) {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {ProcessIdentity} identity
 * @param {number} milliseconds
 * @returns {Promise<boolean>} true when it ended within that time
 */
export async function waitForEnd(identity, milliseconds) {
  const until = performance.now() + milliseconds;
  while (isAlive(identity)) {
    if (performance.now() > until) return false;
    await sleep(25);
  }
  return true;
}

/**
 * Ends a process: each signal in turn with the time it is given, SIGKILL last.
 * @param {ProcessIdentity | undefined} identity
 * @param {ReadonlyArray<readonly [NodeJS.Signals, number]>} steps signal and milliseconds to wait after it
 * @returns {Promise<boolean>} true when it went without SIGKILL
 */
export async function endProcess(identity, steps) {
  if (identity === undefined) return true;
  for (const [signal, milliseconds] of steps) {
    signalProcess(identity, signal);
    if (await waitForEnd(identity, milliseconds)) return true;
  }
  signalProcess(identity, 'SIGKILL');
  await waitForEnd(identity, 5000);
  return false;
}

// One launcher per folder.
import { linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson, writeJson } from './local-files.mjs';
import { identify, isAlive } from './process-identity.mjs';

/** @import { ProcessIdentity } from './process-identity.mjs' */

/**
 * @typedef {{ identity: ProcessIdentity, phase: 'starting' | 'running' | 'stopping', address?: string,
 *   moment?: { DUBAN_NOW?: string, DUBAN_NOW_AT?: string } }} LauncherNote `moment`: the clock the system was started with, if not the real one
 */

/**
 * @typedef {object} LauncherLock
 * @property {boolean} recovered true when the launcher before this one was killed
 * @property {(phase: LauncherNote['phase'], address?: string, moment?: LauncherNote['moment']) => void} note
 * @property {() => void} release
 */

/**
 * @param {string} folder `.local`
 * @param {() => void} [waiting] called once when a launcher that is stopping is waited for
 * @returns {Promise<LauncherLock>}
 * @throws when another launcher runs in this folder
 */
export async function takeLauncherLock(folder, waiting = () => {}) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'launcher.json');
  const mine = `${file}.${process.pid}`;
  const identity = identify(process.pid);
  if (!identity) throw new Error('cannot tell when this process started');
  writeJson(mine, { identity, phase: 'starting' });
  let recovered = false;
  let told = false;
  // One whose npm was killed notices within a second or two; one that is stopping drains for up to 20 s.
  const patience = performance.now() + 3000;
  const limit = performance.now() + 45_000;
  try {
    for (;;) {
      try {
        linkSync(mine, file);
        break;
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      /** @type {LauncherNote | undefined} */
      const other = readJson(file);
      if (!other || !isAlive(other.identity)) {
        recovered = true;
        const stale = `${mine}.stale`;
        try {
          renameSync(file, stale);
          // Somebody else may have taken over between the look and the move: then it is theirs.
          if (isAlive(readJson(stale)?.identity)) linkSync(stale, file);
        } catch {
          // Taken over by another start at the same time: look again.
        }
        rmSync(stale, { force: true });
        continue;
      }
      const stopping = other.phase === 'stopping';
      if (performance.now() > (stopping ? limit : patience)) throw new Error(alreadyRunning(other));
      if (stopping && !told) waiting();
      told ||= stopping;
      await sleep(200);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    recovered,
    note: (phase, address, moment) => writeJson(file, { identity, phase, address, moment }),
    release: () => rmSync(file, { force: true }),
  };
}

/** @param {LauncherNote} other */
function alreadyRunning(other) {
  const where = other.address ? `, at ${other.address}` : '';
  return `Duban already runs from this folder (process ${other.identity.pid}${where}). Stop it first, or use that one.`;
}

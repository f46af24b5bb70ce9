// Throwaway services for tests: one Postgres (unsafe and fast), one Redis, one mail sink, in a folder under the system's
// temporary one. They belong to a keeper process, which ends them when its parent is gone; should the keeper itself be
// killed, the next run ends what it left.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readJson } from '../../apps/local/src/local-files.mjs';
import { endProcess, identify, isAlive, processesIn } from '../../apps/local/src/process-identity.mjs';

/** @import { ProcessIdentity } from '../../apps/local/src/process-identity.mjs' */

/**
 * @typedef {object} TestServices
 * @property {string} folder
 * @property {string} superuserUrl of Postgres; '' when not asked for
 * @property {string} ownerPassword of role `duban_owner`
 * @property {string} redisUrl
 * @property {string} smtpUrl
 * @property {string} mailFolder
 */

/** @typedef {{ keeper: ProcessIdentity, processes: ProcessIdentity[] }} KeeperNote */

const prefix = 'duban-test-';
export const repository = path.resolve(import.meta.dirname, '../..');

/**
 * @param {ReadonlyArray<'postgres' | 'redis' | 'smtp'>} [wanted]
 * @returns {Promise<{ services: TestServices, stop: () => Promise<void> }>}
 */
export async function startTestServices(wanted = ['postgres', 'redis', 'smtp']) {
  await sweepLeftovers();
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), prefix));
  const keeper = spawn(process.execPath, [path.join(import.meta.dirname, 'services-keeper.mjs'), folder, ...wanted], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const identity = identify(keeper.pid ?? 0);
  const services = await new Promise((resolve, reject) => {
    createInterface({ input: keeper.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    keeper.once('error', reject);
    keeper.once('exit', (code) => reject(new Error(`the test services did not start (exit ${code})`)));
  });
  // The open pipe is the leash; it shall not hold this process back from ending.
  keeper.unref();
  for (const stream of [keeper.stdin, keeper.stdout]) /** @type {import('node:net').Socket} */ (stream).unref();
  return {
    services,
    stop: async () => {
      keeper.stdin.end();
      await endProcess(identity, [
        ['SIGTERM', 30_000],
        ['SIGTERM', 1000],
      ]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends and deletes what runs left whose keeper is gone. Other runs that are under way are left alone. */
async function sweepLeftovers() {
  const temporary = realpathSync(tmpdir());
  for (const name of readdirSync(temporary).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(temporary, name);
    /** @type {KeeperNote | undefined} */
    const note = readJson(path.join(folder, 'keeper.json'));
    if (!note || isAlive(note.keeper)) continue;
    try {
      for (const left of note.processes) await endProcess(left, [['SIGQUIT', 3000]]);
      for (const inner of ['redis', 'postgres', 'postgres/data']) {
        for (const left of processesIn(path.join(folder, inner))) await endProcess(left, [['SIGQUIT', 1000]]);
      }
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or another run is sweeping it at the same time.
    }
  }
}

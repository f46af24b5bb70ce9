// A Chromium for the browser tests: the one named by CHROMIUM_PATH, else one on the PATH, else the one that came with npm.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../../..');
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** @returns {Promise<string>} where it is; the one from npm is unpacked on first use, in some three seconds */
export async function chromiumPath() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter))
    for (const name of names) if (folder !== '' && isRunnable(path.join(folder, name))) return path.join(folder, name);
  return await unpacked();
}

/** @param {string} file */
function isRunnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Beside first, then moved as one: a second run never sees half of it. */
async function unpacked() {
  const folder = path.join(repository, '.local/chromium');
  const file = path.join(folder, 'chromium');
  if (existsSync(file)) return file;
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  // The package unpacks to wherever the temporary folder is; a process of its own keeps that setting to itself.
  const script = `import c from '@sparticuz/chromium'; await c.executablePath();`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: repository,
    env: { ...process.env, TMPDIR: half },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`Chromium could not be unpacked:\n${stderr}`);
  try {
    renameSync(half, folder);
  } catch {
    // Another run was faster.
    rmSync(half, { recursive: true, force: true });
  }
  return file;
}

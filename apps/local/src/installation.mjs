// The packages: installed when they are missing or are not those of package-lock.json. Only `node:` modules here, since
// this runs before there are any others.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readJson, tailOf, writeWhole } from './local-files.mjs';

/** @param {string} root */
function stampOf(root) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/**
 * True when npm's own note of what it installed names every package of the lock in its version.
 * @param {string} root
 */
function installedAsLocked(root) {
  const lock = readJson(path.join(root, 'package-lock.json'))?.packages;
  const present = readJson(path.join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!lock || !present) return false;
  return Object.entries(lock).every(
    ([name, entry]) => name === '' || entry.optional || entry.link || present[name]?.version === entry.version,
  );
}

/**
 * @param {string} root the repository
 * @returns {boolean} true when there is nothing to install
 */
export function isInstalled(root) {
  const stampFile = path.join(root, 'node_modules/.duban-lock');
  const stamp = stampOf(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  // Somebody ran `npm ci` by hand: it need not be done twice.
  if (!installedAsLocked(root)) return false;
  writeWhole(stampFile, stamp, 0o644);
  return true;
}

/**
 * @param {string} root the repository
 * @throws with the end of npm's words when it fails
 */
export function install(root) {
  const logFile = path.join(root, '.local/log/install.log');
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w', 0o600);
  // The development packages hold the compiler, which is needed under NODE_ENV=production too.
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const cli = process.env.npm_execpath;
  const [command, args] = cli?.endsWith('.js') ? [process.execPath, [cli, ...words]] : ['npm', words];
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', log, log] });
  closeSync(log);
  if (result.status !== 0) throw new Error(`npm ci failed:\n${result.error?.message ?? tailOf(logFile, 25)}`);
  writeWhole(path.join(root, 'node_modules/.duban-lock'), stampOf(root), 0o644);
}

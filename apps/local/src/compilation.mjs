// TypeScript to JavaScript: `dist/` holds what the sources say, whole, or what it held before.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from './local-files.mjs';
import { buildWeb } from './web-build.mjs';

const sources = ['apps', 'libs', 'seeds'];

/**
 * @param {string} folder
 * @returns {string[]} every source file under it, in a fixed order
 */
function sourceFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|css|html|svg|sw\.js)$/.test(name) && !name.includes('node_modules'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** @param {string} root */
function stampOf(root) {
  const hash = createHash('sha256');
  const files = ['.swcrc', 'package-lock.json'].map((name) => path.join(root, name));
  for (const name of sources) files.push(...sourceFiles(path.join(root, name)));
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/**
 * @param {string} root the repository
 * @returns {boolean} true when `dist/` was built from the sources as they are
 */
export function isBuilt(root) {
  const stampFile = path.join(root, 'dist/.sources');
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(root);
}

/**
 * Builds beside `dist/` and swaps: a file whose source is gone goes too, and a system that runs never sees half a build.
 * @param {string} root the repository
 * @throws with the compiler's words when it fails
 */
export function build(root) {
  const stamp = stampOf(root);
  const half = path.join(root, 'dist.half');
  const old = path.join(root, 'dist.old');
  for (const folder of [half, old]) rmSync(folder, { recursive: true, force: true });
  const swc = path.join(root, 'node_modules/@swc/cli/bin/swc.js');
  const present = sources.filter((name) => existsSync(path.join(root, name)));
  const args = [swc, ...present, '--out-dir', 'dist.half', '--extensions', '.ts', '--quiet'];
  args.push('--ignore', 'apps/web/**');
  const result = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`the build failed:\n${result.stdout}${result.stderr}`);
  buildWeb(root, half);
  writeWhole(path.join(half, '.sources'), stamp, 0o644);
  const dist = path.join(root, 'dist');
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(half, dist);
  rmSync(old, { recursive: true, force: true });
}

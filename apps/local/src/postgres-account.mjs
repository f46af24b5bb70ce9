// Postgres refuses to run as root. As root it runs inside a user namespace where it believes to be nobody (files stay
// root's); where namespaces are refused, as `postgres` or `nobody`. An ordinary user runs it plainly.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} PostgresAccount how to start a Postgres binary here
 * @property {'plain' | 'namespace' | 'setuid'} kind
 * @property {string} native folder with `bin/`
 * @property {string} folder where the cluster's files may lie
 * @property {number} [uid]
 * @property {number} [gid]
 */

const namespaceArguments = ['--user', '--map-user=65534', '--map-group=65534', '--'];

/**
 * @param {PostgresAccount} account
 * @param {string} binary
 * @param {string[]} args
 * @returns {{ command: string, args: string[], identity: { uid?: number, gid?: number } }}
 */
export function commandFor(account, binary, args) {
  const file = path.join(account.native, 'bin', binary);
  if (account.kind === 'namespace') {
    return { command: 'unshare', args: [...namespaceArguments, file, ...args], identity: {} };
  }
  return { command: file, args, identity: { uid: account.uid, gid: account.gid } };
}

/**
 * @param {PostgresAccount} account
 * @returns {boolean} true when the binary starts under this account
 */
function works(account) {
  const { command, args, identity } = commandFor(account, 'postgres', ['--version']);
  return spawnSync(command, args, { stdio: 'ignore', cwd: '/', ...identity }).status === 0;
}

/** @returns {{ uid: number, gid: number }} of `postgres`, else `nobody` */
function serviceUser() {
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody');
  return { uid: Number(row?.[2] ?? 65534), gid: Number(row?.[3] ?? 65534) };
}

/**
 * Whether an account can walk to a folder it does not own.
 * @param {string} folder
 * @param {{ uid: number, gid: number }} user
 */
function canReach(folder, user) {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { stdio: 'ignore', cwd: '/', ...user }).status === 0;
}

/**
 * Picks the account and, if the service user cannot walk to the repository (root's home), a folder that it can.
 * @param {string} native
 * @param {string} folder wanted home of the cluster, absolute
 * @returns {PostgresAccount}
 */
export function choosePostgresAccount(native, folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { kind: 'plain', native, folder };
  if (existsSync(path.join(homeElsewhere(folder), 'cluster/data'))) return elsewhere(native, folder, serviceUser());
  // For a machine where root's own files were once made by the service user: keep to what was chosen first.
  const owner = lstatSync(folder).uid;
  /** @type {PostgresAccount} */
  const inNamespace = { kind: 'namespace', native, folder };
  if (owner === 0 && process.env.DUBAN_POSTGRES_ACCOUNT !== 'setuid' && works(inNamespace)) return inNamespace;
  const user = owner === 0 ? serviceUser() : { uid: owner, gid: lstatSync(folder).gid };
  // To walk through `.local` is not to read in it: what is secret there is so by its own mode.
  const above = lstatSync(path.dirname(folder));
  if (above.uid === 0 && (above.mode & 0o011) !== 0o011) chmodSync(path.dirname(folder), (above.mode & 0o777) | 0o011);
  if (canReach(path.dirname(folder), user) && works({ kind: 'setuid', native, folder, ...user })) {
    chownSync(folder, user.uid, user.gid);
    return { kind: 'setuid', native, folder, ...user };
  }
  return elsewhere(native, folder, user);
}

/** @param {string} folder */
function homeElsewhere(folder) {
  return path.join('/var/tmp', `duban-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
}

/**
 * Binaries and data in a folder that every account can walk to, named by the one they stand for.
 * @param {string} native
 * @param {string} folder
 * @param {{ uid: number, gid: number }} user
 * @returns {PostgresAccount}
 */
function elsewhere(native, folder, user) {
  const home = homeElsewhere(folder);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  // /var/tmp is everybody's: a folder of this name made by somebody else is not to be trusted.
  const found = lstatSync(home);
  if (!found.isDirectory() || found.uid !== 0) throw new Error(`${home} belongs to somebody else: remove it`);
  const copied = path.join(home, 'native');
  if (!existsSync(path.join(copied, 'bin', 'postgres'))) {
    cpSync(native, copied, { recursive: true, verbatimSymlinks: true });
  }
  const data = path.join(home, 'cluster');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  chownSync(data, user.uid, user.gid);
  return { kind: 'setuid', native: copied, folder: data, ...user };
}

// Runs a program of the house against the installation in this folder: `node apps/local/src/with-local.mjs FILE [ARG …]`.
// What the environment names goes first; otherwise the address of the embedded Postgres, whose password is nobody's to type.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readJson } from './local-files.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = process.env.DUBAN_LOCAL_FOLDER ?? path.join(root, '.local');
const [script = '', ...args] = process.argv.slice(2);

const env = { ...process.env };
delete env.DUBAN_LOCAL_FOLDER;
const ports = readJson(path.join(folder, 'state.json'))?.ports ?? {};
const secrets = readJson(path.join(folder, 'secrets.json')) ?? {};
const moment = readJson(path.join(folder, 'launcher.json'))?.moment;
if (!env.DATABASE_URL && ports.postgres && secrets.databaseOwner) {
  // An installation of `npm start`: what it embeds is its own, and its clock is the one it was started with.
  env.DATABASE_URL = `postgres://duban_owner:${secrets.databaseOwner}@127.0.0.1:${ports.postgres}/duban`;
  env.DUBAN_DOCTOR_FOLDERS ??= folder;
  if (!env.REDIS_URL && !env.DUBAN_QUEUE) {
    if (ports.redis && secrets.redis) env.REDIS_URL = `redis://:${secrets.redis}@127.0.0.1:${ports.redis}`;
    else env.DUBAN_QUEUE = 'postgres';
  }
  if (!env.SMTP_URL && ports.smtp) env.SMTP_URL = `smtp://127.0.0.1:${ports.smtp}`;
  if (!env.DUBAN_NOW && moment) Object.assign(env, moment);
}
const child = spawn(process.execPath, ['--enable-source-maps', path.resolve(root, script), ...args], {
  env,
  stdio: 'inherit',
});
child.once('exit', (code) => process.exit(code ?? 1));

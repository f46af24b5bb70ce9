// Runs a program of the house against the installation in this folder: `node apps/local/src/with-local.mjs FILE [ARG …]`.
// What the environment names goes first; otherwise the address of the embedded Postgres, whose password is nobody's to type.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readJson } from './local-files.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = process.env.DUBAN_LOCAL_FOLDER ?? path.join(root, '.local');
const port = readJson(path.join(folder, 'state.json'))?.ports?.postgres;
const password = readJson(path.join(folder, 'secrets.json'))?.databaseOwner;
const [script = '', ...args] = process.argv.slice(2);

const env = { ...process.env };
delete env.DUBAN_LOCAL_FOLDER;
if (!env.DATABASE_URL && port && password)
  env.DATABASE_URL = `postgres://duban_owner:${password}@127.0.0.1:${port}/duban`;
const child = spawn(process.execPath, ['--enable-source-maps', path.resolve(root, script), ...args], {
  env,
  stdio: 'inherit',
});
child.once('exit', (code) => process.exit(code ?? 1));

// The files that are made from other files: openapi.json from the routes, libs/api-client from openapi.json, and
// drizzle/ from the tables. Made by `npm run sync`; a test makes them anew elsewhere and compares.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const repository = path.resolve(import.meta.dirname, '../..');
const bin = path.join(repository, 'node_modules/.bin');

/**
 * Writes the OpenAPI document of the built api. Throws with its words when the api cannot be put together.
 * @param {string} file
 */
export async function writeOpenApi(file) {
  const { stdout } = await run(process.execPath, ['dist/apps/api/src/openapi-main.js'], {
    cwd: repository,
    maxBuffer: 64 * 1024 * 1024,
  });
  writeFileSync(file, stdout);
}

/**
 * Writes the client of the API described in `openApiFile`.
 * @param {string} openApiFile
 * @param {string} folder emptied first
 */
export async function writeClient(openApiFile, folder) {
  const { createClient } = await import('@hey-api/openapi-ts');
  await createClient({
    input: openApiFile,
    output: { path: folder, clean: true, module: { extension: '.js' } },
    logs: { level: 'silent', file: false },
    plugins: [
      '@hey-api/client-fetch',
      '@hey-api/typescript',
      '@hey-api/sdk',
      { name: 'zod', compatibilityVersion: 'mini', dates: { offset: true } },
    ],
  });
}

/**
 * Adds what the built tables have and the migrations in `folder` lack.
 * @param {string} folder inside the repository or not
 * @returns {Promise<string[]>} names of the SQL files that were added
 */
export async function writeMigrations(folder) {
  const before = new Set(sqlFiles(folder));
  const args = ['generate', '--dialect', 'postgresql', '--schema', './dist/libs/db/src/schema/index.js'];
  await run(path.join(bin, 'drizzle-kit'), [...args, '--out', path.relative(repository, folder)], { cwd: repository });
  return sqlFiles(folder).filter((name) => !before.has(name));
}

/** @param {string} folder */
function sqlFiles(folder) {
  return readdirSync(folder).filter((name) => name.endsWith('.sql'));
}

/**
 * Every file under `folder`, by its path in it.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export function textsUnder(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );
}

/**
 * @param {string} from
 * @param {string} to
 */
export function copyFolder(from, to) {
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
}

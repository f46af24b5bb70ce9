import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { textsUnder } from '../support/generated-files.mjs';

const repository = path.resolve(import.meta.dirname, '../..');
let folder: string;

// Made from `dist`, so the build comes first (`npm test` does that).
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'duban-generated-'));
  await promisify(execFile)(process.execPath, ['test/support/sync.mjs', folder], { cwd: repository });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// When one of these is red: `npm run sync`, look at what changed, and commit it.
describe('generated files are not stale', () => {
  it('openapi.json is what the routes say', () => {
    const committed = readFileSync(path.join(repository, 'openapi.json'), 'utf8');
    expect(committed).toBe(readFileSync(path.join(folder, 'openapi.json'), 'utf8'));
  });

  it('libs/api-client is what openapi.json gives', () => {
    const [committed, made] = [
      textsUnder(path.join(repository, 'libs/api-client/src')),
      textsUnder(path.join(folder, 'client')),
    ];
    expect(Object.keys(committed)).toEqual(Object.keys(made));
    expect(Object.keys(made).filter((file) => committed[file] !== made[file])).toEqual([]);
  });

  it('drizzle/ holds every table as it is declared', () => {
    const [committed, made] = [textsUnder(path.join(repository, 'drizzle')), textsUnder(path.join(folder, 'drizzle'))];
    expect(Object.keys(made).filter((file) => committed[file] !== made[file])).toEqual([]);
  });
});

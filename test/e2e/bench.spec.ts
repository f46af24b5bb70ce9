import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';

jest.setTimeout(120_000);

const repository = path.resolve(import.meta.dirname, '../..');

// The whole bench is `npm run bench`. Here its figures are compared on the district as it is, so that it can be trusted.
describe('the bench over 332 projects', () => {
  it('finds chain, results and a closed week equal to plain SQL, figure by figure', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['test/bench/run.mjs', '--slice'], {
      cwd: repository,
    });
    expect(stdout).toMatch(/332 projects/);
    for (const reading of ['chain of the district', 'results by level', 'results by office', 'results by leader'])
      expect(stdout).toMatch(new RegExp(`${reading} .* ms against .* ms: [\\d.]+ ×`));
    expect(stdout).toMatch(/closing of a week .*: \d+ projects, \d+ of them short/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../../apps/local/src/free-port.mjs';
import { readJson } from '../../apps/local/src/local-files.mjs';
import { endProcess, identify, isAlive, waitForEnd } from '../../apps/local/src/process-identity.mjs';
import { testServices } from '../support/running-services.js';

type Identity = NonNullable<ReturnType<typeof identify>>;

const repository = path.resolve(import.meta.dirname, '../..');

// `npm start` on a folder of its own, with embedded Postgres, Redis and mail.
describe('the launcher', () => {
  let folder = '';
  let port = 0;
  const seen: Identity[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(testServices().folder, 'launcher-'));
    port = await freePort();
  });

  afterAll(async () => {
    for (const identity of seen) await endProcess(identity, [['SIGTERM', 2000]]);
    rmSync(folder, { recursive: true, force: true });
  });

  function launch(): { child: ChildProcess; output: () => string } {
    let output = '';
    const { DATABASE_URL: _1, REDIS_URL: _2, SMTP_URL: _3, npm_lifecycle_event: _4, ...rest } = process.env;
    const child = spawn(process.execPath, [path.join(repository, 'apps/local/src/start.mjs')], {
      env: { ...rest, DUBAN_LOCAL_FOLDER: folder, PORT: String(port), DUBAN_SEED: 'small', NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
    return { child, output: () => output };
  }

  async function launchUntilReady(): Promise<ChildProcess> {
    const { child, output } = launch();
    const until = performance.now() + 90_000;
    while (!output().includes('Ctrl-C stops')) {
      if (child.exitCode !== null || performance.now() > until) throw new Error(`not ready:\n${output()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    seen.push(...Object.values(runningNow()).filter((identity) => identity !== undefined));
    return child;
  }

  function runningNow(): Record<'postgres' | 'redis' | 'api' | 'worker' | 'smtp', Identity | undefined> {
    const postmaster = readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8');
    return {
      postgres: identify(Number(postmaster.split('\n')[0])),
      redis: readJson(path.join(folder, 'redis/data/redis-process.json'))?.identity,
      api: readJson(path.join(folder, 'run/api.json')),
      worker: readJson(path.join(folder, 'run/worker.json')),
      smtp: readJson(path.join(folder, 'run/smtp.json')),
    };
  }

  it('recovers from SIGKILL, refuses a second start, stops everything on SIGTERM', async () => {
    const first = await launchUntilReady();
    const accountsFile = path.join(folder, 'demo-accounts.json');
    const accounts = readFileSync(accountsFile, 'utf8');
    expect(statSync(accountsFile).mode & 0o777).toBe(0o600);

    const second = launch();
    const [refused] = await once(second.child, 'exit');
    expect(refused).toBe(1);
    expect(second.output()).toContain('already runs');

    const before = runningNow();
    first.kill('SIGKILL');
    await once(first, 'exit');
    // What belongs to it notices and ends by itself; the data's servers stay for the next start.
    for (const name of ['api', 'worker', 'smtp'] as const) expect(await waitForEnd(before[name]!, 25_000)).toBe(true);

    const third = await launchUntilReady();
    expect(readFileSync(accountsFile, 'utf8')).toBe(accounts);
    const after = runningNow();
    expect(Object.values(after).every((identity) => isAlive(identity))).toBe(true);

    third.kill('SIGTERM');
    const [code] = await once(third, 'exit');
    expect(code).toBe(0);
    for (const identity of [...Object.values(before), ...Object.values(after)]) expect(isAlive(identity)).toBe(false);
  }, 240_000);
});

import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { endProcess, identify, isAlive } from './process-identity.mjs';

describe('the identity of a process', () => {
  it('tells the living from the dead', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const identity = identify(child.pid ?? 0);
    expect(isAlive(identity)).toBe(true);
    expect(await endProcess(identity, [['SIGTERM', 5000]])).toBe(true);
    expect(isAlive(identity)).toBe(false);
  });

  it('takes one pid with another start for a stranger, and leaves it alone', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const real = identify(child.pid ?? 0);
    await endProcess({ pid: child.pid ?? 0, startedAt: 'another time' }, [['SIGTERM', 200]]);
    expect(isAlive(real)).toBe(true);
    await endProcess(real, []);
  });

  it('ends by force what does not listen', async () => {
    const script = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.stdout.write('up')`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const identity = identify(child.pid ?? 0);
    expect(await endProcess(identity, [['SIGTERM', 200]])).toBe(false);
    expect(isAlive(identity)).toBe(false);
  });
});

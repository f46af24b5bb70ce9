import { describe, expect, it } from '@jest/globals';
import { PacedLoop } from './paced-loop.js';

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('PacedLoop', () => {
  it('begins with a full round, and answers a call at once with what it was called for', async () => {
    const rounds: (string[] | null)[] = [];
    const loop = new PacedLoop(
      60_000,
      async (keys) => void rounds.push(keys && [...keys]),
      () => {},
    );
    loop.start();
    await rest(5);
    loop.wake('a');
    await rest(5);
    await loop.stop();
    loop.wake('too late');
    await rest(5);
    expect(rounds).toEqual([null, ['a']]);
  });

  it('runs one round at a time; calls during a round are gathered for the next', async () => {
    const rounds: (string[] | null)[] = [];
    let [running, most] = [0, 0];
    const loop = new PacedLoop(
      60_000,
      async (keys) => {
        most = Math.max(most, ++running);
        rounds.push(keys && [...keys]);
        await rest(10);
        running--;
      },
      () => {},
    );
    loop.start();
    for (const key of ['a', 'b', 'a']) loop.wake(key);
    await rest(40);
    await loop.stop();
    expect(most).toBe(1);
    expect(rounds).toEqual([null, ['a', 'b']]);
  });

  it('comes again after a round that failed', async () => {
    const errors: unknown[] = [];
    let rounds = 0;
    const loop = new PacedLoop(
      5,
      async () => {
        if (++rounds === 1) throw new Error('once');
      },
      (error) => errors.push(error),
    );
    loop.start();
    await rest(60);
    await loop.stop();
    expect(errors).toHaveLength(1);
    expect(rounds).toBeGreaterThan(1);
  });
});

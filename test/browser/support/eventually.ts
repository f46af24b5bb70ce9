import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until it finds something, at most ten seconds. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look();
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`It did not happen within 10 s: ${what}`);
}

import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until it finds something, at most ten seconds or as long as is said. */
export async function eventually<T>(
  look: () => Promise<T | undefined | false>,
  what: string,
  mostMs = 10_000,
): Promise<T> {
  const until = performance.now() + mostMs;
  while (performance.now() < until) {
    const found = await look();
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`It did not happen within ${mostMs / 1000} s: ${what}`);
}

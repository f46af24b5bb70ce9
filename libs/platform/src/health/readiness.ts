import { Logger } from '@nestjs/common';

/** Token of the list of `ReadinessCheck`s of this process. */
export const READINESS_CHECKS = Symbol('READINESS_CHECKS');

/** Something this process cannot do its work without. Throws, or answers what is missing, when it is not there. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<readonly string[] | void>;
}

export interface Readiness {
  readonly ready: boolean;
  /** Per check `ok`, `away`, or what it misses. */
  readonly checks: Readonly<Record<string, 'ok' | 'away' | readonly string[]>>;
}

const LIMIT_MS = 3_000;
const logger = new Logger('Readiness');

export async function readiness(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const found = await Promise.all(checks.map(async (one) => [one.name, await outcomeOf(one)] as const));
  return { ready: found.every(([, outcome]) => outcome === 'ok'), checks: Object.fromEntries(found) };
}

async function outcomeOf({ name, check }: ReadinessCheck): Promise<'ok' | 'away' | readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), LIMIT_MS);
  });
  try {
    const missing = await Promise.race([check(), tooLong]);
    return missing && missing.length > 0 ? missing : 'ok';
  } catch (error) {
    // The world is told only that it is away: messages of drivers name hosts and users.
    logger.warn(`${name}: ${error instanceof Error ? error.message : 'failed'}`);
    return 'away';
  } finally {
    clearTimeout(timer);
  }
}

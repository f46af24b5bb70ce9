/** Longest text of a failure that is kept. */
const MAX_LENGTH = 2_000;
const HOUR_MS = 3_600_000;

/**
 * What went wrong, fit to be stored and shown: the message only. A failed query tells Postgres's own words, for the
 * driver's carry the parameters; a password inside an address is blotted out.
 */
export function failureText(error: unknown): string {
  let told = error;
  while (told instanceof Error && told.cause instanceof Error && 'query' in told) told = told.cause;
  const text = told instanceof Error ? told.message || told.name : String(told);
  return text.replace(/(\w+:\/\/)[^\s/@]*@/g, '$1***@').slice(0, MAX_LENGTH);
}

/** Where it went wrong, for the log: the frames without the message, which `failureText` has cleaned. */
export function failureFrames(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/**
 * How long to wait after the `attempts`-th failure, in milliseconds: doubling from `firstMs`, at most an hour, less up
 * to a quarter by chance, so that what failed together does not come back together.
 */
export function backOffMs(attempts: number, firstMs = 5_000, chance = Math.random()): number {
  const full = Math.min(firstMs * 2 ** Math.min(attempts - 1, 30), HOUR_MS);
  return Math.round(full * (1 - chance / 4));
}

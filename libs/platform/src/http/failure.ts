/** Codes of the network and of Postgres that mean: nothing is wrong with the request, the database is away. */
const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  // A statement ran into its limit.
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25006',
]);

/** What the driver says, without a code, when a connection could not be had or broke off. */
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/;

/** Errors of this house's own that say the same of what they stand before. */
const awayNames = new Set(['FileStoreError']);

/** Whether the error, or what caused it, is that the database (or another service) cannot be reached. */
export function isUnavailable(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (
      awayNames.has(cause.name) ||
      awayCodes.has(code) ||
      /^08[0-9A-Z]{3}$/.test(code) ||
      awayMessages.test(cause.message)
    )
      return true;
  }
  return false;
}

function causesOf(error: unknown): Error[] {
  const found: Error[] = [];
  for (let cause = error; cause instanceof Error && found.length < 10; cause = cause.cause) {
    found.push(cause);
    if (cause instanceof AggregateError) found.push(...cause.errors.filter((one) => one instanceof Error));
  }
  return found;
}

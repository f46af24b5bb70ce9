import { offsetOf } from '../clock/clock.js';
import { environmentSchema, foreignKeys, type Environment } from './config.js';

/** The settings of this process, checked once at its start. Immutable; a class so that it can be injected. */
export class Config {
  readonly production: boolean;
  /** Links in mails begin with it; no slash at its end. */
  readonly publicUrl: string;
  /** Milliseconds added to every clock of the system; 0 unless a demo or test moves it. */
  readonly clockOffsetMs: number;

  constructor(readonly env: Environment) {
    this.production = env.NODE_ENV === 'production';
    this.publicUrl = (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/+$/, '');
    this.clockOffsetMs = env.DUBAN_NOW === undefined ? 0 : offsetOf(env.DUBAN_NOW, env.DUBAN_NOW_AT);
  }
}

/** Names every wrong setting and never a value: values may be passwords. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly keys: readonly string[]) {
    super(`Wrong or missing settings: ${keys.join(', ')}`);
  }
}

/** Throws `ConfigError` with all wrong keys at once. An empty text counts as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const wrong = new Set<string>();
  if (!parsed.success) for (const issue of parsed.error.issues) wrong.add(String(issue.path[0]));
  for (const key of Object.keys(given))
    if (key.startsWith('DUBAN_') && !(key in environmentSchema.shape) && !foreignKeys.has(key)) wrong.add(key);
  // A moved clock would date real records wrongly.
  if (given.NODE_ENV === 'production')
    for (const key of ['DUBAN_NOW', 'DUBAN_NOW_AT']) if (key in given) wrong.add(key);
  if ('DUBAN_NOW_AT' in given && !('DUBAN_NOW' in given)) wrong.add('DUBAN_NOW');
  if (given.DUBAN_QUEUE !== 'postgres' && !('REDIS_URL' in given)) wrong.add('REDIS_URL');
  if ('FILES_S3_URL' in given)
    for (const key of ['FILES_S3_ACCESS_KEY', 'FILES_S3_SECRET_KEY']) if (!(key in given)) wrong.add(key);
  if (wrong.size > 0 || !parsed.success) throw new ConfigError([...wrong].sort());
  return new Config(parsed.data);
}

/** For the programs' entries: says what is wrong on stderr and ends the process with 1. */
export function readConfigOrExit(env: Readonly<Record<string, string | undefined>>): Config {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

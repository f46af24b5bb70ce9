import path from 'node:path';
import { diagnose, exitCodeOf, inJson, inLines, observe } from '#features/operations/index.js';
import { Config, ConfigError, environmentSchema, readConfig } from '#platform/config/index.js';
// Loads every feature's handlers, so that the doctor knows which periodic work there should be.
import './worker.module.js';

// `npm run doctor [-- --lang en] [-- --json]`: looks at a running installation and says what to do. Changes nothing.
// Exit code 0: all is well, 1: something to look at, 2: something is broken, 64: wrong usage.
const root = path.resolve(import.meta.dirname, '../../../..');
const usage = 'usage: doctor [--lang zh|en] [--json]';

function optionsOf(args: readonly string[]): { json: boolean; language: 'zh' | 'en' } | undefined {
  let language = 'zh';
  let json = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at]!;
    if (word === '--json') json = true;
    else if (word === '--lang') language = args[++at] ?? '';
    else if (word.startsWith('--lang=')) language = word.slice('--lang='.length);
    else return undefined;
  }
  return language === 'zh' || language === 'en' ? { json, language } : undefined;
}

/** The settings as far as they can be read: a wrong one is a finding, and does not hold back the rest. */
function settingsOf(env: NodeJS.ProcessEnv): { config: Config; wrongSettings: readonly string[] } {
  try {
    return { config: readConfig(env), wrongSettings: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const known = Object.entries(env).filter(([key]) => key in environmentSchema.shape && !error.keys.includes(key));
    const partial = environmentSchema.partial({ DATABASE_URL: true }).parse(Object.fromEntries(known));
    return { config: new Config({ DATABASE_URL: '', ...partial }), wrongSettings: error.keys };
  }
}

const options = optionsOf(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 64;
} else {
  const { config, wrongSettings } = settingsOf(process.env);
  const { env } = config;
  const findings = diagnose(
    await observe({
      wrongSettings,
      databaseUrl: env.DATABASE_URL === '' ? undefined : env.DATABASE_URL,
      clockOffsetMs: config.clockOffsetMs,
      redisUrl: env.REDIS_URL,
      redisPrefix: env.REDIS_PREFIX,
      queueInPostgres: env.DUBAN_QUEUE === 'postgres',
      smtpUrl: env.SMTP_URL,
      migrationsFolder: path.join(root, 'drizzle'),
      folders: process.env.DUBAN_DOCTOR_FOLDERS?.split(path.delimiter).filter(Boolean) ?? [root],
    }),
  );
  process.stdout.write(`${options.json ? inJson(findings) : inLines(findings, options.language).join('\n')}\n`);
  process.exitCode = exitCodeOf(findings);
}

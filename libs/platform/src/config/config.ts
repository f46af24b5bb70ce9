import { z } from 'zod';
import { parseInstant } from '#domain/calendar/plain-date.js';

const port = z.coerce.number().int().min(0).max(65_535);
const yes = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const urlOf = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
const moment = z.string().transform((text, issues) => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  issues.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** Every setting of api and worker, by the name of its environment variable. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Where the api listens; 0 takes any free port. */
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: urlOf('postgres:', 'postgresql:'),
  /** For migrations only; the processes that serve never need it. */
  DATABASE_OWNER_URL: urlOf('postgres:', 'postgresql:').optional(),
  /** Connections of one process. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: urlOf('redis:', 'rediss:').optional(),
  /** The braces keep all keys of the queue in one slot of a Redis Cluster. */
  REDIS_PREFIX: z.string().min(1).max(60).default('{duban}'),
  /** `postgres` works without Redis: the worker takes everything straight from the database. */
  DUBAN_QUEUE: z.enum(['redis', 'postgres']).default('redis'),
  SMTP_URL: urlOf('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().min(3).max(320).default('督办 Duban <duban@localhost>'),
  /** The address people reach the system at; links in mails begin with it. */
  PUBLIC_URL: urlOf('http:', 'https:').optional(),
  /** Starts the system as if it were this moment (with offset); `DUBAN_NOW_AT` is the real moment that stood for it. */
  DUBAN_NOW: moment.optional(),
  DUBAN_NOW_AT: moment.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Where the local mail sink keeps what it caught; shown at /dev/mail. */
  DUBAN_MAIL_FOLDER: z.string().min(1).optional(),
  /** Where photos and other files lie, unless a bucket is named. */
  FILES_FOLDER: z.string().min(1).default('.local/files'),
  /** A bucket instead, of any store that speaks S3: `https://host/bucket`. Needs both keys. */
  FILES_S3_URL: urlOf('http:', 'https:').optional(),
  FILES_S3_REGION: z.string().min(1).max(60).default('us-east-1'),
  FILES_S3_ACCESS_KEY: z.string().min(1).optional(),
  FILES_S3_SECRET_KEY: z.string().min(1).optional(),
  /** Where an upload lies while it is looked at; empty again after each request. */
  UPLOADS_FOLDER: z.string().min(1).default('.local/uploads'),
  /** Set by a launcher that holds an ipc channel: when that closes, this process ends too. */
  DUBAN_PARENT: yes.default(false),
  /** How many proxies in front may be believed about the caller's address, or a list of their addresses. */
  TRUST_PROXY: z
    .string()
    .regex(/^(true|false|\d{1,2}|[0-9a-fA-F.:/, ]+)$/)
    .optional(),
  /** With it, /metrics asks for `Authorization: Bearer …`; without, it answers only this machine. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Where the worker answers /healthz, /readyz and /metrics; 0 is off. */
  WORKER_PORT: port.default(0),
});

/** Set for other programs of the house (launcher, seed, tests); allowed to be around, not read here. */
export const foreignKeys: ReadonlySet<string> = new Set([
  'DUBAN_ACCOUNTS_FILE',
  'DUBAN_DOCTOR_FOLDERS',
  'DUBAN_SEED',
  'DUBAN_SMTP_PORT',
  'DUBAN_TEST_SERVICES',
  'DUBAN_FAULT_SCALE',
  'DUBAN_POSTGRES_ACCOUNT',
]);

export type Environment = z.output<typeof environmentSchema>;

import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Level, type Logger } from 'pino';
import { logContext } from './log-context.js';

const secret = [
  'password',
  'newPassword',
  'oldPassword',
  'token',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'headers.cookie',
  'headers.authorization',
  'headers["set-cookie"]',
];

/** Fields whose values never reach a log, at the top of an entry and one level down. */
const redacted = [...secret, ...secret.map((path) => `*.${path}`)];

/** Passwords inside connection addresses, as they turn up in driver errors: `postgres://user:…@host`. */
const credentialsInUrl = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]*@/gi;

/** The values of a failed query, which drizzle puts into its message: password hashes, tokens, what people wrote. */
const queryParameters = /\nparams: [\s\S]*?(?=\n {4}at |$)/g;

/** `text` without the secrets that drivers put into the messages and stacks of their errors. */
export function withoutCredentials(text: string): string {
  return text.replace(credentialsInUrl, '$1:***@').replace(queryParameters, '');
}

/** Where Nest lists every module and route while it starts: of use to nobody who runs the thing. */
const bootContexts = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** Nest's logger as JSON lines on stdout, one object a line, with the request id of whoever caused it. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: Level | 'silent', program: string, destination?: DestinationStream) {
    const options = {
      level,
      base: { program },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[redacted]' },
      mixin: () => ({ ...logContext() }),
      formatters: { level: (label: string) => ({ level: label }) },
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write(bootContexts.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest hands the context last and, for errors, the stack before it. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {};
    const more = rest.slice(0, 'context' in context ? -1 : undefined);
    const fields: Record<string, unknown> = { ...context };
    for (const part of more) {
      if (part instanceof Error) Object.assign(fields, errorFields(part));
      else if (typeof part === 'string' && part !== '') fields.stack = withoutCredentials(part);
      else if (isRecord(part)) Object.assign(fields, part);
    }
    if (message instanceof Error) this.pino[level]({ ...fields, ...errorFields(message) }, textOf(message));
    else if (isRecord(message)) {
      const { message: text, msg = text, ...told } = message;
      this.pino[level]({ ...fields, ...told }, textOf(msg));
    } else this.pino[level](fields, textOf(message));
  }
}

function textOf(message: unknown): string {
  if (message instanceof Error) return withoutCredentials(message.message);
  return message === undefined ? '' : withoutCredentials(String(message));
}

function errorFields(error: Error): Record<string, unknown> {
  const causes: string[] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < 5; cause = cause.cause)
    causes.push(withoutCredentials(`${cause.name}: ${cause.message}`));
  return {
    error: error.name,
    stack: withoutCredentials(error.stack ?? error.message),
    ...(causes.length > 0 ? { causes } : {}),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export { JsonLogger, withoutCredentials } from './json-logger.js';
export type { LogContext } from './log-context.js';
export { logContext, withLogContext } from './log-context.js';

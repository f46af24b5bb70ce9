export type { Environment } from './config.js';
export { Config, ConfigError, readConfig, readConfigOrExit } from './read-config.js';
export { environmentSchema } from './config.js';

import 'reflect-metadata';
import { ChangeFeed } from '#db/change-feed.js';
import { readConfigOrExit } from '#platform/config/index.js';
import { createHttpApp } from '#platform/http/index.js';
import { JsonLogger } from '#platform/log/index.js';
import { endWhenTold } from '#platform/process/index.js';
import { WorkerModule } from './worker.module.js';

const config = readConfigOrExit(process.env);
const logger = new JsonLogger(config.env.LOG_LEVEL, 'worker');
try {
  const app = await createHttpApp(WorkerModule.with(config), config, logger);
  endWhenTold(() => app.close(), config.env.DUBAN_PARENT, logger);
  await app.get(ChangeFeed).start();
  if (config.env.WORKER_PORT === 0) await app.init();
  else await app.listen({ port: config.env.WORKER_PORT, host: config.env.HOST });
  logger.log('Working', 'Process');
  // The launcher and the tests wait for this word.
  process.send?.('ready');
} catch (error) {
  logger.fatal(error, 'Process');
  process.exit(1);
}

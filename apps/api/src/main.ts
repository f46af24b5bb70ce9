import 'reflect-metadata';
import path from 'node:path';
import { ChangeFeed } from '#db/change-feed.js';
import { readConfigOrExit } from '#platform/config/index.js';
import { createHttpApp } from '#platform/http/index.js';
import { JsonLogger } from '#platform/log/index.js';
import { serveOpenApi } from '#platform/openapi/index.js';
import { serveWeb } from '#platform/web/index.js';
import { endWhenTold } from '#platform/process/index.js';
import { AppModule } from './app.module.js';

const config = readConfigOrExit(process.env);
const logger = new JsonLogger(config.env.LOG_LEVEL, 'api');
try {
  const app = await createHttpApp(AppModule.with(config), config, logger);
  endWhenTold(() => app.close(), config.env.DUBAN_PARENT, logger);
  serveOpenApi(app);
  await serveWeb(app, path.resolve(import.meta.dirname, '../../../web'));
  await app.get(ChangeFeed).start();
  await app.listen({ port: config.env.PORT, host: config.env.HOST });
  logger.log(`Listening on ${await app.getUrl()}`, 'Process');
} catch (error) {
  logger.fatal(error, 'Process');
  process.exit(1);
}

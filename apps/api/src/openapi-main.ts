import 'reflect-metadata';
import { readConfig } from '#platform/config/index.js';
import { createHttpApp } from '#platform/http/index.js';
import { openApiDocument } from '#platform/openapi/index.js';
import { AppModule } from './app.module.js';

// Prints the OpenAPI document. The application is put together but never started, so the addresses below are not used.
const config = readConfig({ DATABASE_URL: 'postgres://nobody@localhost/nowhere', DUBAN_QUEUE: 'postgres' });
const app = await createHttpApp(AppModule.with(config), config, false);
process.stdout.write(`${JSON.stringify(openApiDocument(app), null, 2)}\n`);

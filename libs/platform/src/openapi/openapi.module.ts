import { Module, type INestApplication } from '@nestjs/common';
import { DocsController, OPENAPI_SOURCE, OpenApiSource } from './docs.controller.js';
import { openApiDocument } from './openapi-document.js';

@Module({ controllers: [DocsController], providers: [{ provide: OPENAPI_SOURCE, useClass: OpenApiSource }] })
export class OpenApiModule {}

/** Lets the pages of `app` show its own document. */
export function serveOpenApi(app: INestApplication): void {
  app.get<OpenApiSource>(OPENAPI_SOURCE, { strict: false }).bind(() => openApiDocument(app));
}

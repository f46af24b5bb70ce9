import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/access.decorators.js';

/** Token of a function that gives the OpenAPI document; it exists only once the application does. */
export const OPENAPI_SOURCE = Symbol('OPENAPI_SOURCE');

/** The document, made when it is first asked for. */
export class OpenApiSource {
  private document: string | null = null;
  private make: (() => unknown) | null = null;

  bind(make: () => unknown): void {
    this.make = make;
  }

  json(): string {
    if (!this.make) throw new NotFoundException();
    this.document ??= JSON.stringify(this.make());
    return this.document;
  }
}

const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Duban 督办: API</title>
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="pages"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#pages', deepLinking: true, validatorUrl: null });
`;

/** The API's pages. No inline script or style: they keep to the same content security policy as everything else. */
@ApiExcludeController()
@Controller('api')
export class DocsController {
  private readonly files = new Map<string, Promise<Buffer>>();

  constructor(@Inject(OPENAPI_SOURCE) private readonly source: OpenApiSource) {}

  @Get('openapi.json')
  @Public()
  document(@Res() reply: FastifyReply): void {
    void reply.type('application/json; charset=utf-8').send(this.source.json());
  }

  @Get('docs')
  @Public()
  pages(@Res() reply: FastifyReply): void {
    void reply.type('text/html; charset=utf-8').send(page);
  }

  @Get('docs/start.js')
  @Public()
  start(@Res() reply: FastifyReply): void {
    void reply.type('text/javascript; charset=utf-8').send(start);
  }

  @Get('docs/:file')
  @Public()
  async asset(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(assets, file) ? assets[file] : undefined;
    if (type === undefined) throw new NotFoundException();
    const content = this.files.get(file) ?? readFile(path.join(folder, file));
    this.files.set(file, content);
    void reply
      .type(type)
      .header('Cache-Control', 'public, max-age=3600')
      .send(await content);
  }
}

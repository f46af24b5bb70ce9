import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { readConfig } from '../config/index.js';
import {
  Answers,
  createHttpApp,
  DENIAL_RECORDER,
  DISTRICT_REGISTER,
  HttpModule,
  Public,
  Requires,
  SESSION_READER,
  zInstant,
} from '../http/index.js';
import { PlatformModule } from '../platform.module.js';
import { OpenApiModule, serveOpenApi } from './index.js';

const part = z
  .object({ at: zInstant, kind: z.literal('part') })
  .meta({ id: 'SpecPart', examples: [{ at: '2026-01-01T00:00:00+08:00', kind: 'part' }] });
const whole = z
  .object({ parts: z.array(part), count: z.int().default(0) })
  .meta({ id: 'SpecWhole', description: 'A whole.' });

@ApiTags('things')
@Controller('things')
class ThingController {
  @Get()
  @Public()
  @ApiOperation({ operationId: 'listThings', summary: 'All things' })
  @Answers(200, whole, 'The things.')
  list(@Query({ schema: z.strictObject({ from: zInstant.optional() }) }) _query: unknown) {}

  @Post()
  @Requires('problem.file')
  @ApiOperation({ operationId: 'fileThing', summary: 'One more' })
  @Answers(201, whole, 'It is there.')
  file(@Body({ schema: whole }) _body: unknown) {}
}

const config = readConfig({ DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h', NODE_ENV: 'test' });

@Module({
  imports: [
    PlatformModule.with(config),
    HttpModule.with({
      providers: [
        { provide: SESSION_READER, useValue: { read: () => Promise.resolve(null) } },
        { provide: DENIAL_RECORDER, useValue: { record: () => Promise.resolve() } },
        { provide: DISTRICT_REGISTER, useValue: { districts: () => Promise.resolve([]) } },
      ],
    }),
    OpenApiModule,
  ],
  controllers: [ThingController],
})
class ThingModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createHttpApp(ThingModule, config, false);
  serveOpenApi(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());

describe('/api/openapi.json', () => {
  it('is OpenAPI 3.1 from the schemas, as things are on the wire', async () => {
    const document = (await app.inject('/api/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.components.schemas.SpecPart).toEqual({
      type: 'object',
      properties: {
        at: { type: 'string', format: 'date-time', examples: ['2026-02-25T18:00:00+08:00'] },
        kind: { type: 'string', const: 'part' },
      },
      required: ['at', 'kind'],
      examples: [{ at: '2026-01-01T00:00:00+08:00', kind: 'part' }],
    });
    expect(document.components.schemas.SpecWhole.properties.parts.items).toEqual({
      $ref: '#/components/schemas/SpecPart',
    });
    const { get, post } = document.paths['/things'];
    expect(get.parameters).toEqual([expect.objectContaining({ name: 'from', in: 'query', required: false })]);
    expect(post.requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/SpecWhole' });
    expect(post.security).toEqual([{ session: [] }]);
    expect(document.components.securitySchemes.session).toEqual({ type: 'apiKey', in: 'cookie', name: '__Host-duban' });
  });

  it('says which refusals to expect', async () => {
    const document = (await app.inject('/api/openapi.json')).json();
    const { get, post } = document.paths['/things'];
    expect(Object.keys(get.responses)).toEqual(['200', '400', '500', '503']);
    expect(Object.keys(post.responses)).toEqual(['201', '400', '401', '403', '409', '422', '500', '503']);
    expect(post.responses[409].content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Refusal' } },
    });
  });
});

describe('/api/docs', () => {
  it('keeps to the content security policy: nothing inline, nothing from elsewhere', async () => {
    const { body, headers } = await app.inject('/api/docs');
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(body).not.toMatch(/<style|style=| on\w+=|<script>|https?:/);
    const files = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(files.length).toBe(4);
    for (const file of files) expect((await app.inject(file)).statusCode).toBe(200);
  });

  it('gives out its own files only', async () => {
    for (const url of ['/api/docs/package.json', '/api/docs/constructor', '/api/docs/..%2f..%2fpackage.json'])
      expect((await app.inject(url)).statusCode).toBe(404);
  });
});

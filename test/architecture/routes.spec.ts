import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryModule, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { AppModule } from '../../apps/api/src/app.module.js';
import { readConfig } from '#platform/config/index.js';
import { ANSWER_SCHEMA } from '#platform/http/answers.decorator.js';
import { ROUTE_ACCESS } from '#platform/http/access.decorators.js';
import { openApiDocument } from '#platform/openapi/index.js';

interface Route {
  readonly name: string;
  readonly path: string;
  readonly method: RequestMethod;
  readonly access: unknown[];
  readonly answer: unknown;
  readonly args: readonly { readonly kind: number; readonly data: unknown; readonly schema: unknown }[];
}

const config = readConfig({ DATABASE_URL: 'postgres://nobody@localhost/nowhere', DUBAN_QUEUE: 'postgres' });
const testing = await Test.createTestingModule({ imports: [AppModule.with(config), DiscoveryModule] }).compile();
const app = testing.createNestApplication(new FastifyAdapter());
const routes = routesOf(app.get(DiscoveryService, { strict: false }));
const document = openApiDocument(app);

function routesOf(discovery: DiscoveryService): Route[] {
  const scanner = new MetadataScanner();
  return discovery.getControllers().flatMap(({ metatype, instance }) => {
    const controller = metatype as new (...all: never[]) => object;
    const base: string = [Reflect.getMetadata(PATH_METADATA, controller) ?? ''].flat()[0];
    return scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((methodName): Route[] => {
      const handler = (controller.prototype as Record<string, object>)[methodName]!;
      const method: RequestMethod | undefined = Reflect.getMetadata(METHOD_METADATA, handler);
      if (method === undefined) return [];
      const own: string = [Reflect.getMetadata(PATH_METADATA, handler) ?? ''].flat()[0];
      const args = Object.entries(
        (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, methodName) ?? {}) as Record<
          string,
          { data: unknown; schema: unknown }
        >,
      ).map(([key, { data, schema }]) => ({ kind: Number(key.split(':')[0]), data, schema }));
      return [
        {
          name: `${controller.name}.${methodName}`,
          path: `/${[base, own]
            .flatMap((part) => part.split('/'))
            .filter(Boolean)
            .join('/')}`,
          method,
          access: [handler, controller].map((target) => Reflect.getMetadata(ROUTE_ACCESS, target)).filter(Boolean),
          answer: Reflect.getMetadata(ANSWER_SCHEMA, handler),
          args,
        },
      ];
    });
  });
}

const namesOf = (wrong: readonly Route[]) => wrong.map(({ name, path }) => `${name} (${path})`);

/** Pages and files for people and machines of operations; they answer no JSON of the API. */
const outsideTheApi = /^\/(metrics|dev\/mail|api\/docs|api\/openapi\.json)(\/|$)/;
const ofTheApi = routes.filter(({ path }) => !outsideTheApi.test(path));

/** The only doors open to everyone. One more is a decision: write it down here. */
const publicRoutes = [
  '/api/docs',
  '/api/docs/:file',
  '/api/docs/start.js',
  '/api/openapi.json',
  '/api/v1/calendar-feeds/:file',
  '/api/v1/calendar/days',
  '/api/v1/calendar/deadline',
  '/api/v1/calendar/periods',
  '/api/v1/session',
  '/dev/mail',
  '/dev/mail/:id',
  '/dev/mail/:id/html',
  '/healthz',
  '/metrics',
  '/readyz',
];

describe('every route', () => {
  it('is found by this test', () => {
    expect(routes.length).toBeGreaterThan(20);
  });

  it('declares exactly once who may use it', () => {
    expect(namesOf(routes.filter(({ access }) => access.length !== 1))).toEqual([]);
  });

  it('is public only when it is known to be', () => {
    const open = routes
      .filter(({ access }) => (access[0] as { kind: string }).kind === 'public')
      .map(({ path }) => path);
    expect([...new Set(open)].sort()).toEqual(publicRoutes);
  });

  it('declares what it answers', () => {
    expect(namesOf(ofTheApi.filter(({ answer }) => answer === undefined))).toEqual([]);
  });

  it('lives under /api/v1, but for those of operations', () => {
    const outside = ofTheApi.map(({ path }) => path).filter((path) => !path.startsWith('/api/v1/'));
    expect(outside.sort()).toEqual(['/healthz', '/readyz']);
  });

  it('has one owner of its path and method', () => {
    const keys = routes.map(({ path, method }) => `${RequestMethod[method]} ${path.replace(/:\w+/g, ':')}`);
    expect(keys.filter((key, n) => keys.indexOf(key) !== n)).toEqual([]);
  });
});

describe('everything a route takes', () => {
  const taken = [RouteParamtypes.BODY, RouteParamtypes.QUERY, RouteParamtypes.PARAM];

  it('has a schema', () => {
    const bare = ofTheApi.filter(({ args }) => args.some(({ kind, schema }) => taken.includes(kind) && !schema));
    expect(namesOf(bare)).toEqual([]);
  });

  it('refuses fields nobody knows', async () => {
    const open: string[] = [];
    for (const { name, args } of ofTheApi)
      for (const { kind, data, schema } of args)
        if (taken.includes(kind) && data === undefined && !(await refusesUnknown(schema)))
          open.push(`${name}: ${kind}`);
    expect(open).toEqual([]);
  });
});

async function refusesUnknown(schema: unknown): Promise<boolean> {
  const standard = (schema as { '~standard': { validate(value: unknown): Promise<{ issues?: { code?: string }[] }> } })[
    '~standard'
  ];
  const { issues } = await standard.validate({ 'no-such-field': 1 });
  // A body that is a file (`custom`) is no object at all.
  return (issues ?? []).some(({ code }) => ['unrecognized_keys', 'invalid_union', 'custom'].includes(code ?? ''));
}

describe('the OpenAPI document', () => {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ at: `${method} ${path}`, operation }] : [];
    }),
  );

  it('holds every route of the API', () => {
    const paths = new Set(ofTheApi.map(({ path }) => path.replace(/:(\w+)/g, '{$1}')));
    expect(Object.keys(document.paths).sort()).toEqual([...paths].sort());
  });

  it('gives every operation a summary, a tag and an id of its own', () => {
    const lacking = operations.filter(
      ({ operation: o }) => !o.summary || !o.tags?.length || /_/.test(o.operationId ?? '_'),
    );
    expect(lacking.map(({ at }) => at)).toEqual([]);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says what goes wrong as problem+json', () => {
    const without = operations.filter(
      ({ operation }) => !JSON.stringify(operation.responses).includes('application/problem+json'),
    );
    expect(without.map(({ at }) => at)).toEqual([]);
  });

  it('points at nothing that is not there', () => {
    const names = new Set(Object.keys(document.components?.schemas ?? {}));
    const pointed = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1]!,
    );
    expect(pointed.filter((name) => !names.has(name))).toEqual([]);
  });
});

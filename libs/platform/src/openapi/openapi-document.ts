import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { SESSION_COOKIE } from '../http/session-port.js';
import { SESSION_SECURITY } from '../http/access.decorators.js';
import { PROBLEM_TYPE } from '../http/problem-json.js';
import { problemJsonSchema } from './problem-json.schema.js';

type Schema = Record<string, unknown>;
type Operation = {
  security?: unknown[];
  parameters?: { name: string; in: string }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
};

const COMPONENTS = '#/components/schemas/';
/** Not `Problem`: that is the word for what offices file. */
const REFUSAL = 'Refusal';
const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** The whole API as OpenAPI 3.1, from the routes and their zod schemas. Needs no database and no started application. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setTitle('Duban 督办')
    .setDescription(
      "Keeps a district's key projects moving. Moments are ISO 8601 with +08:00, days `YYYY-MM-DD` in Asia/Shanghai, " +
        'money whole yuan. Lists are paged by cursor. A write carries the version it saw in `If-Match`; a POST may carry ' +
        'an `Idempotency-Key` and is then done once; `For-Person` names whose request it is, and while anybody else is ' +
        'signed in it is answered 401. Whatever is refused answers `application/problem+json` with a ' +
        'stable `code`.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth(SESSION_COOKIE, { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE }, SESSION_SECURITY)
    .build();
  // Kept apart: the builder rewrites what it is given for OpenAPI 3.0.
  const components: Record<string, Schema> = { [REFUSAL]: wireSchema(problemJsonSchema).schema };
  const document = SwaggerModule.createDocument(app, settings, {
    standardSchemaConverter: (schema) => (schema instanceof z.ZodType ? converted(schema, components) : undefined),
    autoTagControllers: false,
  });
  const schemas = inOrder({ ...document.components?.schemas, ...components });
  document.components = {
    ...document.components,
    schemas: schemas as NonNullable<OpenAPIObject['components']>['schemas'],
  };
  document.paths = inOrder(document.paths) as OpenAPIObject['paths'];
  for (const path of Object.values(document.paths))
    for (const method of methods) {
      const operation = path[method] as Operation | undefined;
      if (operation) describeRefusals(operation, method);
    }
  return document;
}

function converted(schema: z.ZodType, known: Record<string, Schema>): { schema: Schema } {
  const { schema: own, components } = wireSchema(schema);
  Object.assign(known, components);
  return { schema: own };
}

/**
 * The JSON Schema of what is on the wire, which is the input side of a codec for requests and answers alike. Schemas
 * with an id are components, and the schema itself is a reference when it has one.
 */
export function wireSchema(schema: z.ZodType): { schema: Schema; components: Record<string, Schema> } {
  const made = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    // Zod drops the examples of whatever is transformed, taking them for the inside; ours are written as on the wire.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema as unknown as z.ZodType)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples as NonNullable<typeof jsonSchema.examples>;
    },
  });
  const pointed = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', `"${COMPONENTS}`)) as Schema;
  const { $schema: _schema, $defs = {}, id: _id, ...own } = pointed;
  const components = Object.entries($defs as Record<string, Schema>).map(([name, { id: _inner, ...definition }]) => [
    name,
    definition,
  ]);
  return { schema: own, components: Object.fromEntries(components) as Record<string, Schema> };
}

/** Every route may refuse; which refusals are possible follows from what it asks for. */
function describeRefusals(operation: Operation, method: string): void {
  const refusals: Record<number, string> = {
    500: 'Something failed here; it is logged.',
    503: 'Not available for now.',
  };
  const names = new Set((operation.parameters ?? []).map(({ name }) => name));
  if (names.size > 0 || operation.requestBody) refusals[400] = 'A field is wrong; `errors` names each.';
  if (operation.security) {
    refusals[401] = 'Not signed in.';
    refusals[403] = 'Not allowed.';
  }
  if ((operation.parameters ?? []).some((parameter) => parameter.in === 'path'))
    refusals[404] = 'There is no such thing, or none that you may see.';
  if (method !== 'get') refusals[409] = 'The state of things does not allow it; `code` says why.';
  if (names.has('If-Match')) refusals[428] = 'The version you saw is missing.';
  if (method === 'post') {
    refusals[422] = 'Understood, but not acceptable; `code` says why.';
    operation.parameters = [...(operation.parameters ?? []), idempotencyHeader];
  }
  for (const [status, description] of Object.entries(refusals))
    operation.responses[status] ??= {
      description,
      content: { [PROBLEM_TYPE]: { schema: { $ref: `${COMPONENTS}${REFUSAL}` } } },
    };
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key with the same request is the same act, done once. 8 to 200 visible characters.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

function inOrder<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { RefusedError } from '#domain/refusal.js';
import { stateOf } from './request-state.js';

/** Marks handlers that want a context, so that health checks and pages need no district. */
export const WANTS_CONTEXT = 'duban:wants-context';

/** Marks handlers that change a version they must have seen. */
export const WANTS_VERSION = 'duban:wants-version';

function mark(key: string): ParameterDecorator {
  return (target, method) => {
    if (method !== undefined) Reflect.defineMetadata(key, true, handlerOf(target, method));
  };
}

function handlerOf(target: object, method: string | symbol): object {
  return (target as Record<string | symbol, object>)[method] as object;
}

/** Who asks, from where, in whose district, under which request id and idempotency key: a `CommandContext`. */
export const Context = createParamDecorator(
  (_data: unknown, host: ExecutionContext) => {
    const { context } = stateOf(host.switchToHttp().getRequest<FastifyRequest>());
    if (!context) throw new Error('A context was asked for outside a guarded route.');
    return context;
  },
  [mark(WANTS_CONTEXT)],
);

/** The version of the subject that the caller has seen: `If-Match: "3"` gives 3. Refused when missing or no version. */
export const SeenVersion = createParamDecorator(
  (_data: unknown, host: ExecutionContext) =>
    readSeenVersion(host.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
  [
    mark(WANTS_VERSION),
    (target, method) => {
      if (method === undefined) return;
      const descriptor = Object.getOwnPropertyDescriptor(target, method);
      ApiHeader({
        name: 'If-Match',
        required: true,
        description: 'The version you saw, as the ETag gave it.',
        schema: { type: 'string', pattern: '^"\\d+"$', example: '"3"' },
      })(target, method, descriptor as TypedPropertyDescriptor<unknown>);
    },
  ],
);

/**
 * Reads one entity tag holding a version (0 to 2^31-1); throws the refusal otherwise. A weak one (`W/"3"`) will do: proxies
 * that compress weaken tags, and ours names a version, not bytes.
 */
export function readSeenVersion(header: string | undefined): number {
  if (header === undefined || header.trim() === '')
    throw new RefusedError({ code: 'request.version_required', args: { field: 'If-Match' } });
  const match = /^(?:W\/)?"(\d{1,10})"$/.exec(header.trim());
  const version = Number(match?.[1] ?? Number.NaN);
  if (!(version <= 2_147_483_647)) throw new RefusedError({ code: 'request.invalid', args: { field: 'If-Match' } });
  return version;
}

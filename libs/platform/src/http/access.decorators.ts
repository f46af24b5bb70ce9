import { applyDecorators } from '@nestjs/common';
import { ApiCookieAuth } from '@nestjs/swagger';
import type { Action } from '#domain/access/index.js';

/** What a route asks of its caller. Kept on the handler; the guard refuses every route that declares nothing. */
export type RouteAccess = { readonly kind: 'public' } | { readonly kind: 'requires'; readonly action: Action };

export const ROUTE_ACCESS = 'duban:route-access';

/** The name of the session's cookie as a security scheme of the OpenAPI document. */
export const SESSION_SECURITY = 'session';

/** Open to everyone, signed in or not. The caller's actor is the system of the district the host name belongs to. */
export function Public(): MethodDecorator & ClassDecorator {
  return declare({ kind: 'public' });
}

/** Open to signed-in people whose roles allow `action` on some subject; which subjects is narrowed inside. */
export function Requires(action: Action): MethodDecorator & ClassDecorator {
  return applyDecorators(declare({ kind: 'requires', action }), ApiCookieAuth(SESSION_SECURITY));
}

/** Throws while the class is being defined when a route says twice who may use it: the last word would win unseen. */
function declare(access: RouteAccess): MethodDecorator & ClassDecorator {
  return (target: object, name?: string | symbol, descriptor?: PropertyDescriptor) => {
    const route = (descriptor?.value as object | undefined) ?? target;
    if (Reflect.hasOwnMetadata(ROUTE_ACCESS, route))
      throw new Error(`A route declares its access twice: ${String(name ?? (target as { name?: string }).name)}`);
    Reflect.defineMetadata(ROUTE_ACCESS, access, route);
  };
}

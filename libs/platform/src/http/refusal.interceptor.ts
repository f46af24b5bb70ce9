import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, throwError, type Observable } from 'rxjs';
import { RefusedError } from '#domain/refusal.js';
import { ROUTE_ACCESS, type RouteAccess } from './access.decorators.js';
import { RefusalTrail } from './refusal-trail.js';
import { stateOf } from './request-state.js';

/** Sees that an act a service refused stands in the audit trail before the answer leaves. */
@Injectable()
export class RefusalInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: RefusalTrail,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        const request = execution.switchToHttp().getRequest<FastifyRequest>();
        const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, [
          execution.getHandler(),
          execution.getClass(),
        ]);
        const { context } = stateOf(request);
        if (!(error instanceof RefusedError) || access?.kind !== 'requires' || !context) return throwError(() => error);
        return from(this.trail.record(context, request, access.action, error)).pipe(
          mergeMap(() => throwError(() => error)),
        );
      }),
    );
  }
}

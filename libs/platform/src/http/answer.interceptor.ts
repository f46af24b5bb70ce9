import { Injectable, Logger, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { ANSWER_SCHEMA, type DeclaredAnswer } from './answers.decorator.js';

/** Encodes answers through the schema their route declares, and gives those with a `version` its ETag. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Http');

  constructor(private readonly reflector: Reflector) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const declared = this.reflector.get<DeclaredAnswer | undefined>(ANSWER_SCHEMA, execution.getHandler());
    if (!declared?.schema) return next.handle();
    const { schema } = declared;
    const http = execution.switchToHttp();
    return next.handle().pipe(
      map((body: unknown) => {
        const answer = this.encode(schema, body, http.getRequest<FastifyRequest>());
        const version = versionOf(answer);
        if (version !== undefined) void http.getResponse<FastifyReply>().header('ETag', `"${version}"`);
        return answer;
      }),
    );
  }

  /**
   * An answer that is not as documented is our fault and logged as such. It is sent all the same: what was asked for
   * has been done and committed by now, and an error would say the opposite.
   */
  private encode(schema: NonNullable<DeclaredAnswer['schema']>, body: unknown, request: FastifyRequest): unknown {
    try {
      const encoded = schema.safeEncode(body);
      if (encoded.success) return encoded.data;
      const fields = encoded.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`);
      this.logger.error({ message: 'An answer is not as documented.', route: request.routeOptions.url, fields });
    } catch (error) {
      this.logger.error('An answer cannot be encoded by its schema.', error);
    }
    return body;
  }
}

function versionOf(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || !('version' in answer)) return undefined;
  return Number.isInteger(answer.version) ? (answer.version as number) : undefined;
}

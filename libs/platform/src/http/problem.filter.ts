import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusedError, type Refusal } from '#domain/refusal.js';
import { isUnavailable } from './failure.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { PROBLEM_TYPE, problemJson, statusOf, type FieldError, type ProblemJson } from './problem-json.js';
import { VersionConflictError } from './version-conflict.error.js';

const RETRY_AFTER_SECONDS = 5;

/** Turns whatever was thrown into problem+json. What nobody expected says nothing of its insides, and is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500)
      this.logger.error(error instanceof Error ? error : new Error('Something other than an error was thrown.'));
    // Nothing more can be said once a stream has begun.
    if (reply.sent) return;
    send(reply, problem);
  }
}

export function send(reply: FastifyReply, problem: ProblemJson): void {
  if (problem.status === 503) reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
  const wait = problem.args.retryAfterSeconds;
  if (typeof wait === 'number') reply.header('Retry-After', String(Math.ceil(wait)));
  void reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

export function problemOf(error: unknown, requestId: string): ProblemJson {
  if (error instanceof InvalidRequestError) return problemJson(error.refusal, requestId, { errors: error.errors });
  if (error instanceof VersionConflictError) return problemJson(error.refusal, requestId, { current: error.current });
  if (error instanceof RefusedError) return problemJson(error.refusal, requestId, fieldOf(error.refusal));
  if (isUnavailable(error)) return problemJson({ code: 'server.unavailable', args: {} }, requestId);
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return problemJson({ code: codeOfStatus(status), args: {} }, requestId, { status });
  }
  return problemJson({ code: 'server.failed', args: {} }, requestId);
}

/** A refusal of input that knows its field names it the way the validation does. */
function fieldOf(refusal: Refusal): { errors?: readonly FieldError[] } {
  const { field } = refusal.args;
  const status = statusOf(refusal.code);
  if (typeof field !== 'string' || ![400, 413, 415, 422].includes(status)) return {};
  return { errors: [{ field, code: refusal.code, message: 'Not acceptable' }] };
}

/** What the server itself refuses before a route is reached: unknown paths, unreadable or oversized bodies. */
export function codeOfStatus(status: number): string {
  const codes: Readonly<Record<number, string>> = {
    400: 'request.malformed',
    401: 'access.not_signed_in',
    403: 'access.denied',
    404: 'route.not_found',
    413: 'request.too_large',
    415: 'request.unsupported_type',
    503: 'server.unavailable',
  };
  return codes[status] ?? (status >= 500 ? 'server.failed' : 'request.refused');
}

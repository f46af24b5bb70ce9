import { STATUS_CODES } from 'node:http';
import type { Refusal } from '#domain/refusal.js';

/** One wrong field of a request: `field` as the caller wrote it (`milestones.2.dueOn`), `code` stable, `message` for developers. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The body of every answer that is not a success (RFC 9457). The wording for people belongs to the screens. */
export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly args: Refusal['args'];
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  /** The subject as it is now, when the write had seen an older version. */
  readonly current?: unknown;
}

export const PROBLEM_TYPE = 'application/problem+json';

const statusByCode: Readonly<Record<string, number>> = {
  'access.not_signed_in': 401,
  'access.denied': 403,
  'access.foreign_origin': 403,
  'request.invalid': 400,
  'request.malformed': 400,
  'request.too_large': 413,
  'request.unsupported_type': 415,
  'request.version_required': 428,
  'request.key_reused': 422,
  'photo.too_large': 413,
  'photo.unsupported': 415,
  'photo.too_many_pixels': 422,
  'photo.foreign_content': 422,
  'photo.unreadable': 422,
  'visit.in_future': 422,
  'visit.logged_before_visit': 422,
  'visit.too_old': 422,
  'session.wrong_credentials': 401,
  'session.too_many_attempts': 429,
  'server.unavailable': 503,
  'server.failed': 500,
};

const statusByEnding: readonly (readonly [RegExp, number])[] = [
  [/\.not_found$/, 404],
  [/\.version_conflict$/, 409],
  [/(_required|_invalid|\.invalid|_unknown|_too_long|_too_short|_too_weak)$/, 422],
];

/** The HTTP status that a refusal answers with; 409 for whatever the state of things does not allow. */
export function statusOf(code: string): number {
  return statusByCode[code] ?? statusByEnding.find(([ending]) => ending.test(code))?.[1] ?? 409;
}

export function problemJson(
  refusal: Refusal,
  requestId: string,
  more: { status?: number; errors?: readonly FieldError[]; current?: unknown } = {},
): ProblemJson {
  const status = more.status ?? statusOf(refusal.code);
  return {
    type: `urn:duban:refusal:${refusal.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code: refusal.code,
    args: refusal.args,
    requestId,
    ...(more.errors ? { errors: more.errors } : {}),
    ...(more.current === undefined ? {} : { current: more.current }),
  };
}

import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { InvalidRequestError } from './invalid-request.error.js';
import type { FieldError } from './problem-json.js';

/** A zod issue as it comes through the Standard Schema door. */
interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly unknown[];
  readonly code?: string;
  readonly keys?: readonly string[];
}

/** More than this many errors help nobody and only make a long answer. */
const MAX_ERRORS = 100;

/** Nest's schema pipe, with refusals that name the fields as the caller wrote them. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema } = metadata;
    if (!schema || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    const result = await schema['~standard'].validate(value);
    if (result.issues)
      throw new InvalidRequestError(fieldErrors(result.issues as readonly SchemaIssue[], value, metadata));
    return result.value as T;
  }
}

/** One error per wrong field; a key nobody knows is a wrong field of its own. */
export function fieldErrors(
  issues: readonly SchemaIssue[],
  value: unknown,
  at: Pick<ArgumentMetadata, 'type' | 'data'>,
): FieldError[] {
  const errors = issues.flatMap((issue): FieldError[] => {
    const path = (issue.path ?? []).map(segmentOf);
    if (issue.code === 'unrecognized_keys' && issue.keys)
      return issue.keys.map((key) => ({
        field: nameOf([...path, key], at),
        code: 'unknown',
        message: 'Unknown field',
      }));
    const missing = valueAt(value, path) === undefined;
    const code = missing ? 'required' : (issue.code ?? 'invalid');
    return [{ field: nameOf(path, at), code, message: missing ? 'Required' : issue.message }];
  });
  return errors.slice(0, MAX_ERRORS);
}

function segmentOf(segment: unknown): string {
  const key = typeof segment === 'object' && segment !== null && 'key' in segment ? segment.key : segment;
  return String(key);
}

function nameOf(path: readonly string[], at: Pick<ArgumentMetadata, 'type' | 'data'>): string {
  const full = typeof at.data === 'string' ? [at.data, ...path] : path;
  return full.length > 0 ? full.join('.') : at.type;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

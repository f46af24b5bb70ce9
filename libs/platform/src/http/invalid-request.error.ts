import { RefusedError } from '#domain/refusal.js';
import type { FieldError } from './problem-json.js';

/** A request that does not have the shape its route asks for. Names every wrong field, repeats no value. */
export class InvalidRequestError extends RefusedError {
  constructor(readonly errors: readonly FieldError[]) {
    super({ code: 'request.invalid', args: { field: errors[0]?.field ?? 'body' } });
  }
}

import { client } from '#api-client/client.gen.js';
import { ApiError, apiErrorOf } from './api-error.js';

client.setConfig({ baseUrl: '', credentials: 'same-origin' });

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response?: Response;
}

/** The data of a call of the generated client. Throws an `ApiError` for a refusal, and when nobody answers. */
export async function call<T>(asked: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await asked.catch((): Answer<T> => ({}));
  if (error !== undefined || response === undefined || !response.ok) throw apiErrorOf(error, response);
  return data as NonNullable<T>;
}

/** The header of a write that says which version it saw. */
export const seen = (version: number) => ({ 'If-Match': `"${version}"` });

/** One key for one act of a person, however often a phone sends it. */
export const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });

export const isRefusal = (error: unknown, code: string): boolean => error instanceof ApiError && error.code === code;

/** A refusal as the API tells it: `code` is stable, `args` fill its wording, `status` is HTTP's. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly args: Readonly<Record<string, unknown>>,
    /** The fields that are wrong, by name, each with a code of its own where there is one. */
    readonly fields: readonly string[],
    /** What is true now, when somebody else was faster. */
    readonly current: unknown,
  ) {
    super(code);
  }
}

interface Told {
  readonly code?: string;
  readonly args?: Record<string, unknown>;
  readonly errors?: readonly { readonly field?: string }[];
  readonly current?: unknown;
}

/** No answer at all: the network, or the server, is away. */
export const OFFLINE = 'client.offline';

export function apiErrorOf(error: unknown, response: Response | undefined): ApiError {
  if (response === undefined) return new ApiError(0, OFFLINE, {}, [], undefined);
  const told = (typeof error === 'object' && error !== null ? error : {}) as Told;
  const named = told.errors?.flatMap(({ field }) => (field === undefined ? [] : [field])) ?? [];
  const field = told.args?.field;
  const fields = named.length === 0 && typeof field === 'string' ? [field] : named;
  return new ApiError(response.status, told.code ?? 'client.unknown', told.args ?? {}, fields, told.current);
}

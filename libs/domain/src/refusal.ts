/**
 * Why an act was not done. `code` is stable (`problem.already_closed`) and is what screens and tests rely on; `args`
 * fills the wording, which belongs to the screens, in Chinese and English.
 */
export interface Refusal {
  readonly code: string;
  readonly args: Readonly<Record<string, string | number | boolean | null>>;
}

/** The answer of a domain decision. Business refusals are values, never exceptions. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse(code: string, args: Refusal['args'] = {}): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code, args } };
}

/** Carries a refusal out of a service, so that its transaction rolls back; the HTTP shell turns it into problem+json. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  /**
   * @param inside what the audit trail says, where the outside must not learn it: a subject out of reach answers like one
   *   that does not exist
   */
  constructor(
    readonly refusal: Refusal,
    readonly inside: string = refusal.code,
  ) {
    super(refusal.code);
  }
}

/** The value of a result, or its refusal thrown. For services only: domain functions hand results on. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new RefusedError(result.refusal);
  return result.value;
}

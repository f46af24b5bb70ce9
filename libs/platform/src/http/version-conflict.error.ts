import { RefusedError } from '#domain/refusal.js';

/** Somebody else was faster: the write saw an older version. Answers 409 with the subject as it is now. */
export class VersionConflictError extends RefusedError {
  /**
   * @param subject first part of the code, e.g. `problem` for `problem.version_conflict`
   * @param current the subject as the caller may see it now, ready for JSON
   */
  constructor(
    subject: string,
    readonly current: { readonly version: number } & Readonly<Record<string, unknown>>,
  ) {
    super({ code: `${subject}.version_conflict`, args: { version: current.version } });
  }
}

import type { z } from 'zod';

/**
 * One kind of work that a committed transaction may promise. The definition is shared by who promises
 * (`outbox.add`) and by the one method that does it (`@HandleJob`).
 */
export interface JobDefinition<T = unknown> {
  /** `<feature>.<what>`, stable: it is stored with every promise. */
  readonly name: string;
  /** Read when promised and again when run, so that a payload of an older release is caught and not misread. */
  readonly schema: z.ZodType<T>;
  /** After so many failures it becomes a dead letter. */
  readonly maxAttempts: number;
}

const NAME = /^[a-z][a-zA-Z-]*(\.[a-z][a-zA-Z0-9-]*)+$/;
const definitions = new Map<string, JobDefinition>();

/** Ids only in the payload: the handler reads what is true when it runs. Throws when the name is malformed or taken. */
export function defineJob<T>(job: { name: string; schema: z.ZodType<T>; maxAttempts?: number }): JobDefinition<T> {
  if (!NAME.test(job.name)) throw new Error(`A job is named <feature>.<what>, not "${job.name}"`);
  if (definitions.has(job.name)) throw new Error(`The job ${job.name} is defined twice`);
  const definition: JobDefinition<T> = { name: job.name, schema: job.schema, maxAttempts: job.maxAttempts ?? 10 };
  definitions.set(definition.name, definition as JobDefinition);
  return definition;
}

/** Every job defined by the modules that this process has loaded. */
export function definedJobs(): readonly JobDefinition[] {
  return [...definitions.values()];
}

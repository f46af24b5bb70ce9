import { z } from 'zod';
import { RefusedError } from '#domain/refusal.js';

/** One page of a list, and the cursor of the next one (null on the last). Pages go by key, never by offset. */
export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

/** The query keys of every paged list; extend it with the list's own filters. Unknown keys are refused. */
export const pageQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(25)
    .meta({ description: 'How many items.', examples: [25] }),
  cursor: z.string().min(1).max(500).optional().meta({ description: '`next` of the page before.' }),
});

/** The schema of a page of `item`; `id` is the name of the page in the OpenAPI document. */
export function pageOf<T extends z.ZodType>(item: T, id: string) {
  return z
    .object({
      items: z.array(item),
      next: z.string().nullable().meta({ description: 'Give it as `cursor` for the next page; null on the last.' }),
    })
    .meta({ id });
}

/** The values of an ordering key. Opaque to callers, but not secret. */
export type CursorKey = readonly (string | number | boolean | null)[];

export function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key inside a cursor, checked against `schema` (a zod tuple); undefined for the first page.
 * Refuses (`request.invalid`, field `cursor`) what this list never gave out.
 */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = schema.safeParse(jsonOf(cursor));
  if (!parsed.success) throw new RefusedError({ code: 'request.invalid', args: { field: 'cursor' } });
  return parsed.data;
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

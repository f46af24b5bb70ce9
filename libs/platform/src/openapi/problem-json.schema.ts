import { z } from 'zod';

/** `ProblemJson` as a schema, for the OpenAPI document. */
export const problemJsonSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    requestId: z.string(),
    errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
    current: z.unknown().optional(),
  })
  .meta({
    description: 'Why something was refused. `code` is stable; the wording for people belongs to the screens.',
    examples: [
      {
        type: 'urn:duban:refusal:request.invalid',
        title: 'Bad Request',
        status: 400,
        code: 'request.invalid',
        args: { field: 'title' },
        requestId: '0b6c2f0e-6b1f-4a38-9d0e-6d1a3b0f1c55',
        errors: [{ field: 'title', code: 'required', message: 'Required' }],
      },
    ],
  });

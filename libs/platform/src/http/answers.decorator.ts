import { HttpCode, SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

export const ANSWER_SCHEMA = 'duban:answer-schema';

/**
 * What a route answers when all goes well: its status, the schema of its JSON (null for an empty answer) and what it
 * means. The answer is encoded through the schema on its way out, so moments become ISO text and only named fields
 * leave the house.
 */
export function Answers(status: number, schema: z.ZodType | null, description: string): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    SetMetadata(ANSWER_SCHEMA, { status, schema }),
    ApiResponse({ status, description, ...(schema === null ? {} : { standardSchema: schema }) }),
  );
}

export interface DeclaredAnswer {
  readonly status: number;
  readonly schema: z.ZodType | null;
}

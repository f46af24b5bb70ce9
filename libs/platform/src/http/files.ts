import { HttpCode, SetMetadata, StreamableFile, applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { RefusedError } from '#domain/refusal.js';
import { ANSWER_SCHEMA } from './answers.decorator.js';

/** Excel's workbook, `.xlsx`. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Word's document, `.docx`. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const binary = { type: 'string', format: 'binary' } as const;

/** The route answers 200 with a file of one of these media types, made by `fileAnswer`, and not with JSON. */
export function AnswersFile(mediaTypes: readonly string[], description: string): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    SetMetadata(ANSWER_SCHEMA, { status: 200, schema: null }),
    ApiResponse({
      status: 200,
      description,
      content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: binary }])),
    }),
  );
}

/** The route takes a file as its whole body, read by `zFileBody`. The media type must be one that the app reads. */
export function TakesFile(mediaType: string, description: string): MethodDecorator {
  return applyDecorators(ApiConsumes(mediaType), ApiBody({ description, schema: binary }));
}

/** A body that is a file: its bytes. Anything else sent there is refused. */
export const zFileBody = z.custom<Buffer>((body) => Buffer.isBuffer(body), 'Expected a file');

/** Bytes of a body that has at least one; refused, naming the body, when it is empty. */
export function bytesOf(body: Buffer): Buffer {
  if (body.length === 0) throw new RefusedError({ code: 'request.invalid', args: { field: 'body' } });
  return body;
}

/**
 * A file as an answer. `name` is what a browser saves it as, in any script; `inline` shows it instead of saving it.
 * Browsers are told elsewhere never to guess the type.
 */
export function fileAnswer(file: {
  readonly content: Uint8Array | Readable;
  readonly mediaType: string;
  readonly name: string;
  readonly inline?: boolean;
}): StreamableFile {
  const { content, mediaType, name, inline = false } = file;
  const plain = name.replace(/[^\w.() -]+/g, '_');
  const disposition = `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${percentEncoded(name)}`;
  return content instanceof Uint8Array
    ? new StreamableFile(content, { type: mediaType, disposition, length: content.byteLength })
    : new StreamableFile(content, { type: mediaType, disposition });
}

/** RFC 8187: what `encodeURIComponent` leaves, but for the signs that have a meaning in a header. */
function percentEncoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { RefusedError, type Refusal } from '#domain/refusal.js';
import { InvalidRequestError } from './invalid-request.error.js';
import { fieldErrors } from './validation.pipe.js';

/** Enough of a file's beginning to know what it is. */
const HEAD_BYTES = 64;
/** What stands around one file and a few short fields. */
const AROUND_BYTES = 64 * 1024;
/** What a refused client may still send while it has not noticed; beyond it the connection ends. */
const DRAIN_BYTES = 64 * 1024 * 1024;

/** A file that has arrived whole. It is gone when whoever received it is done. */
export interface ReceivedUpload<Fields> {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly fields: Fields;
}

export interface UploadRules<Fields> {
  /** The field of the form that holds the file. */
  readonly field: string;
  readonly maxBytes: number;
  /** The other fields; texts, every one of them. */
  readonly schema: z.ZodType<Fields>;
  readonly tooLarge: Refusal;
  readonly badName: Refusal;
  /** Looks at the first bytes, before the rest is taken in; a refusal ends the upload there. */
  readonly admit: (head: Uint8Array) => Refusal | null;
}

/** The route takes `multipart/form-data` with one file; read it by `@Upload()`. */
export function TakesUpload(description: string, field: string, others: Record<string, object>): MethodDecorator {
  const properties = { [field]: { type: 'string', format: 'binary' }, ...others };
  return applyDecorators(
    RouteConfig({ multipart: true }),
    ApiConsumes('multipart/form-data'),
    ApiBody({ description, schema: { type: 'object', required: [field], properties } }),
  );
}

/** The upload that a request carries, not read yet. */
export const Upload = createParamDecorator(
  (_data: unknown, host: ExecutionContext) => new IncomingUpload(host.switchToHttp().getRequest<FastifyRequest>()),
);

/**
 * One file on its way in. It is written to disk as it comes, never held in memory, and never under a name that somebody
 * sent; whatever is wrong with it is said as soon as it is seen.
 */
export class IncomingUpload {
  constructor(private readonly request: FastifyRequest) {}

  /**
   * Takes the file in, hands it to `use`, and removes it, whatever happens. Refusals: those of the rules,
   * `request.unsupported_type` (no form), `request.malformed`, `request.invalid` (a field missing, unknown or wrong).
   */
  async receive<Fields, T>(
    folder: string,
    rules: UploadRules<Fields>,
    use: (received: ReceivedUpload<Fields>) => Promise<T>,
  ): Promise<T> {
    const place = path.resolve(folder, `upload-${process.pid}-${randomUUID()}`);
    try {
      return await use(await this.take(place, rules));
    } catch (error) {
      this.drain();
      throw error;
    } finally {
      await rm(place, { force: true });
    }
  }

  private async take<Fields>(place: string, rules: UploadRules<Fields>): Promise<ReceivedUpload<Fields>> {
    if (!this.request.isMultipart())
      throw new RefusedError({ code: 'request.unsupported_type', args: { field: 'Content-Type' } });
    const declared = Number(this.request.headers['content-length'] ?? 0);
    if (declared > rules.maxBytes + AROUND_BYTES) throw new RefusedError(rules.tooLarge);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    const fields: Record<string, unknown> = {};
    let taken: Pick<ReceivedUpload<Fields>, 'bytes' | 'sha256'> | undefined;
    try {
      for await (const part of this.request.parts(partsOf(rules.maxBytes))) {
        if (part.type === 'file') taken = await takeFile(part, place, rules);
        else if (part.valueTruncated || part.fieldname in fields || typeof part.value !== 'string')
          throw invalid(part.fieldname);
        else fields[part.fieldname] = part.value;
      }
    } catch (error) {
      throw saidOf(error);
    }
    if (!taken) throw invalid(rules.field, 'required');
    const parsed = rules.schema.safeParse(fields);
    if (!parsed.success) throw new InvalidRequestError(fieldErrors(parsed.error.issues, fields, { type: 'body' }));
    return { path: place, ...taken, fields: parsed.data };
  }

  /** A client that is still sending would not read its answer: what comes is thrown away, up to a limit. */
  private drain(): void {
    const { raw } = this.request;
    if (raw.readableEnded || raw.destroyed) return;
    raw.unpipe();
    let bytes = 0;
    raw.on('data', (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      if (bytes > DRAIN_BYTES) raw.destroy();
    });
    raw.on('error', () => undefined);
    raw.resume();
  }
}

function partsOf(maxBytes: number) {
  return {
    // So that a name with folders in it is seen, and refused, rather than silently cut.
    preservePath: true,
    throwFileSizeLimit: false,
    limits: { files: 1, fileSize: maxBytes, fields: 10, fieldSize: 500, fieldNameSize: 60, parts: 11, headerPairs: 20 },
  };
}

async function takeFile<Fields>(
  part: MultipartFile,
  place: string,
  { field, tooLarge, badName, admit }: UploadRules<Fields>,
): Promise<{ bytes: number; sha256: string }> {
  if (part.fieldname !== field) throw invalid(part.fieldname, 'unknown');
  if (!plainName(part.filename)) throw new RefusedError(badName);
  const hash = createHash('sha256');
  let head: Buffer = Buffer.alloc(0);
  let bytes = 0;
  const look = () => {
    const refusal = admit(head);
    if (refusal) throw new RefusedError(refusal);
  };
  // Past the limit nothing more is handed on, and the part may never end.
  part.file.once('limit', () => part.file.destroy(new RefusedError(tooLarge)));
  const file = await open(place, 'wx', 0o600);
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      const before = bytes;
      bytes += chunk.byteLength;
      if (before < HEAD_BYTES) {
        head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
        if (bytes >= HEAD_BYTES) look();
      }
      hash.update(chunk);
      await file.write(chunk);
    }
    if (bytes < HEAD_BYTES) look();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Nothing is done with a name; one that tries to be a path is a sign of what is to come. */
function plainName(name: string | undefined): boolean {
  return (
    name === undefined || (name.length <= 255 && !/[/\\\u0000-\u001f\u007f]/.test(name) && !/^\.{1,2}$/.test(name))
  );
}

function invalid(field: string, code = 'invalid'): InvalidRequestError {
  return new InvalidRequestError([{ field, code, message: 'Not acceptable' }]);
}

/** What the form's reader throws is about the form, unless it is the disk that failed. */
function saidOf(error: unknown): unknown {
  const { code = '', syscall, statusCode } = error as { code?: string; syscall?: string; statusCode?: number };
  if (error instanceof RefusedError || syscall !== undefined || code.startsWith('ERR_FS')) return error;
  return new RefusedError({ code: statusCode === 413 ? 'request.too_large' : 'request.malformed', args: {} });
}

/** Removes what processes that are no more have left behind. */
export async function clearUploads(folder: string): Promise<void> {
  const names = await readdir(path.resolve(folder)).catch(() => []);
  for (const name of names) {
    const pid = Number(/^upload-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isInteger(pid) && pid !== process.pid && !alive(pid))
      await rm(path.resolve(folder, name), { force: true });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#db/database.js';
import type { CommandContext } from '#domain/access/index.js';
import { RefusedError } from '#domain/refusal.js';
import { StoredFiles } from '#features/stored-file/index.js';
import { fileAnswer } from '#platform/http/index.js';
import { personOf, reachOf } from './visit.access.js';
import { selectPhotoFile } from './visit-photo.queries.js';

/** Photos on their way out, to who may see the visit at that moment. */
@Injectable()
export class VisitPhotoReader {
  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
  ) {}

  /**
   * Its tag is the hash of its bytes, and a browser that keeps it must ask each time, since who may see it can change; it
   * is told 304 while it may. Refused with `photo.not_found` when there is none within reach.
   */
  async send(
    context: CommandContext,
    photo: { readonly visitId: string; readonly photoId: string; readonly which: 'full' | 'thumbnail' },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const by = personOf(context);
    const file = await this.database.read(context, (tx) =>
      selectPhotoFile(tx, reachOf(by), photo.visitId, photo.photoId, photo.which),
    );
    if (!file) throw new RefusedError({ code: 'photo.not_found', args: {} });
    const tag = `"${file.sha256}"`;
    void reply.header('ETag', tag).header('Cache-Control', 'private, no-cache').header('Accept-Ranges', 'none');
    if (knows(request.headers['if-none-match'], tag)) {
      void reply.code(304);
      return undefined;
    }
    const content = await this.files.open(file);
    if (!content) throw new RefusedError({ code: 'photo.not_found', args: {} });
    void reply.header('Content-Length', file.bytes);
    const name = `${file.visitedOn}-${photo.photoId.slice(-6)}${photo.which === 'full' ? '' : '-small'}.jpg`;
    return fileAnswer({ content, mediaType: file.contentType, name, inline: true });
  }
}

function knows(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}

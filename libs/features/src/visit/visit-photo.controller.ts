import { Controller, Delete, Get, Param, Post, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandContext } from '#domain/access/index.js';
import {
  Answers,
  AnswersFile,
  Context,
  IncomingUpload,
  Requires,
  TakesUpload,
  Upload,
  zId,
} from '#platform/http/index.js';
import { PHOTO_MEDIA_TYPE } from '#platform/images/index.js';
import { PHOTO_FIELD, photoAdded, photoFieldDocs } from './visit-photo.dto.js';
import { VisitPhotoReader } from './visit-photo.reader.js';
import { VisitPhotoService } from './visit-photo.service.js';

@ApiTags('visits')
@Controller('api/v1/visits/:id/photos')
export class VisitPhotoController {
  constructor(
    private readonly photos: VisitPhotoService,
    private readonly reader: VisitPhotoReader,
  ) {}

  @Post()
  @Requires('visit.log')
  @TakesUpload('One photo: JPEG, PNG, WebP or HEIC, at most 12 MB.', PHOTO_FIELD, photoFieldDocs)
  @ApiOperation({
    operationId: 'addVisitPhoto',
    summary: 'Add a photo to your own visit; the same one sent again is the same',
  })
  @Answers(201, photoAdded, 'The photo as it is kept: drawn anew, at most 2,048 pixels a side, without its metadata.')
  add(@Param('id', { schema: zId }) id: string, @Upload() upload: IncomingUpload, @Context() context: CommandContext) {
    return this.photos.add(context, id, upload);
  }

  @Get(':photoId')
  @Requires('visit.read')
  @ApiOperation({ operationId: 'getVisitPhoto', summary: 'A photo of a visit' })
  @AnswersFile([PHOTO_MEDIA_TYPE], 'The photo, at most 2,048 pixels a side.')
  full(
    @Param('id', { schema: zId }) id: string,
    @Param('photoId', { schema: zId }) photoId: string,
    @Context() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return this.reader.send(context, { visitId: id, photoId, which: 'full' }, request, reply);
  }

  @Get(':photoId/thumbnail')
  @Requires('visit.read')
  @ApiOperation({ operationId: 'getVisitPhotoThumbnail', summary: 'A photo of a visit, small' })
  @AnswersFile([PHOTO_MEDIA_TYPE], 'The photo, at most 400 pixels a side.')
  thumbnail(
    @Param('id', { schema: zId }) id: string,
    @Param('photoId', { schema: zId }) photoId: string,
    @Context() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    return this.reader.send(context, { visitId: id, photoId, which: 'thumbnail' }, request, reply);
  }

  @Delete(':photoId')
  @Requires('visit.log')
  @ApiOperation({ operationId: 'removeVisitPhoto', summary: 'Take a photo off your own visit' })
  @Answers(204, null, 'It is gone.')
  async remove(
    @Param('id', { schema: zId }) id: string,
    @Param('photoId', { schema: zId }) photoId: string,
    @Context() context: CommandContext,
  ): Promise<void> {
    await this.photos.remove(context, id, photoId);
  }
}

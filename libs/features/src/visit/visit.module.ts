import { Module } from '@nestjs/common';
import { StoredFileModule } from '#features/stored-file/index.js';
import { VisitPhotoController } from './visit-photo.controller.js';
import { VisitPhotoReader } from './visit-photo.reader.js';
import { VisitPhotoService } from './visit-photo.service.js';
import { VisitController } from './visit.controller.js';
import { VisitReader } from './visit.reader.js';
import { VisitService } from './visit.service.js';

@Module({
  imports: [StoredFileModule],
  controllers: [VisitController, VisitPhotoController],
  providers: [VisitService, VisitReader, VisitPhotoService, VisitPhotoReader],
  exports: [VisitReader],
})
export class VisitModule {}

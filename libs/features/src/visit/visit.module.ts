import { Module } from '@nestjs/common';
import { VisitController } from './visit.controller.js';
import { VisitReader } from './visit.reader.js';
import { VisitService } from './visit.service.js';

@Module({
  controllers: [VisitController],
  providers: [VisitService, VisitReader],
})
export class VisitModule {}

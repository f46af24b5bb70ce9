import { Module, type DynamicModule } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryService } from './delivery.service.js';
import { NoticeController } from './notice.controller.js';
import { NoticeHandlers } from './notice.handlers.js';
import { NoticePreferencesController } from './notice-preferences.controller.js';
import { NoticePreferencesService } from './notice-preferences.service.js';
import { NoticeSights, type NoticeSight } from './notice-sights.js';
import { NoticeService } from './notice.service.js';

@Module({
  controllers: [NoticeController, NoticePreferencesController, DeliveryController],
  providers: [NoticeService, NoticePreferencesService],
})
export class NoticeModule {}

/** What the worker runs of notices. It is told who may see what, and does not start without an answer for every subject. */
@Module({})
export class NoticeHandlersModule {
  static with(sights: readonly NoticeSight[]): DynamicModule {
    const judges = { provide: NoticeSights, useValue: new NoticeSights(sights) };
    return { module: NoticeHandlersModule, providers: [judges, DeliveryService, NoticeHandlers] };
  }
}

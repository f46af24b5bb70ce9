import { Module } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryService } from './delivery.service.js';
import { NoticeController } from './notice.controller.js';
import { NoticeHandlers } from './notice.handlers.js';
import { NoticeService } from './notice.service.js';

@Module({ controllers: [NoticeController, DeliveryController], providers: [NoticeService] })
export class NoticeModule {}

/** What the worker runs of notices. */
@Module({ providers: [DeliveryService, NoticeHandlers] })
export class NoticeHandlersModule {}

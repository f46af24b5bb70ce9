import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';
import { OperationsReader } from './operations.reader.js';
import { OperationsService } from './operations.service.js';

/** What keeps the works of the house in sight: dead letters, timers, deliveries, periods. */
@Module({ controllers: [OperationsController], providers: [OperationsReader, OperationsService] })
export class WorksModule {}

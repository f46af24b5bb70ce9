import { Module } from '@nestjs/common';
import { CalendarUpkeepController } from './calendar-upkeep.controller.js';
import { CalendarUpkeepService } from './calendar-upkeep.service.js';

/** What coordinators keep up, and everything that moves with it. */
@Module({ controllers: [CalendarUpkeepController], providers: [CalendarUpkeepService] })
export class UpkeepModule {}

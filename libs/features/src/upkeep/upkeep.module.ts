import { Module } from '@nestjs/common';
import { CalendarUpkeepController } from './calendar-upkeep.controller.js';
import { CalendarUpkeepService } from './calendar-upkeep.service.js';
import { PolicyReader } from './policy-reader.js';
import { PolicyUpkeepController } from './policy-upkeep.controller.js';
import { PolicyUpkeepService } from './policy-upkeep.service.js';

/** What coordinators keep up, and everything that moves with it. */
@Module({
  controllers: [CalendarUpkeepController, PolicyUpkeepController],
  providers: [CalendarUpkeepService, PolicyReader, PolicyUpkeepService],
})
export class UpkeepModule {}

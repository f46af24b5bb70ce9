import { Module } from '@nestjs/common';
import { MeetingAdditionsService } from './meeting-additions.service.js';
import { MeetingAgendaController } from './meeting-agenda.controller.js';
import { MeetingAgendaService } from './meeting-agenda.service.js';
import { MeetingCancellingService } from './meeting-cancelling.service.js';
import { MeetingController } from './meeting.controller.js';
import { MeetingHandlers } from './meeting.handlers.js';
import { MeetingMinutesController } from './meeting-minutes.controller.js';
import { MeetingMinutesService } from './meeting-minutes.service.js';
import { MeetingRulesHandlers } from './meeting-rules.handlers.js';
import { MeetingReader } from './meeting.reader.js';
import { MeetingSessionController } from './meeting-session.controller.js';
import { MeetingSessionService } from './meeting-session.service.js';

@Module({
  controllers: [MeetingController, MeetingAgendaController, MeetingSessionController, MeetingMinutesController],
  providers: [
    MeetingReader,
    MeetingAgendaService,
    MeetingAdditionsService,
    MeetingCancellingService,
    MeetingSessionService,
    MeetingMinutesService,
  ],
  exports: [MeetingReader],
})
export class MeetingModule {}

/** What the worker runs of meetings. */
@Module({ providers: [MeetingHandlers, MeetingRulesHandlers] })
export class MeetingHandlersModule {}

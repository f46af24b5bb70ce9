import { Module } from '@nestjs/common';
import { MeetingController } from './meeting.controller.js';
import { MeetingHandlers } from './meeting.handlers.js';
import { MeetingRulesHandlers } from './meeting-rules.handlers.js';
import { MeetingReader } from './meeting.reader.js';

@Module({ controllers: [MeetingController], providers: [MeetingReader] })
export class MeetingModule {}

/** What the worker runs of meetings. */
@Module({ providers: [MeetingHandlers, MeetingRulesHandlers] })
export class MeetingHandlersModule {}

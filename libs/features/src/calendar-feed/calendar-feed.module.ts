import { Module } from '@nestjs/common';
import { MeetingModule } from '#features/meeting/index.js';
import { CalendarFeedController } from './calendar-feed.controller.js';
import { CalendarFeedService } from './calendar-feed.service.js';

@Module({ imports: [MeetingModule], controllers: [CalendarFeedController], providers: [CalendarFeedService] })
export class CalendarFeedModule {}

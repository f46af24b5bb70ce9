export { CalendarFeedModule } from './calendar-feed.module.js';

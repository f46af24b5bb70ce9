export { CalendarModule } from './calendar.module.js';
export { loadCalendar } from './calendar.queries.js';

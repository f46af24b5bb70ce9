export { CalendarModule } from './calendar.module.js';
export { calendarToCountBy, loadCalendar, lockCalendar } from './calendar.queries.js';
export { workingHours } from './working-hours.policy.js';

export { UpkeepModule } from './upkeep.module.js';
export { calendarSight } from './calendar.sight.js';

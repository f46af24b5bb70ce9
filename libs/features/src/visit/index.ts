export { VisitModule } from './visit.module.js';
export { lastVisits, visitsBetween, visitsInMonth, type LastVisit, type VisitCount } from './visit.queries.js';
export { insertVisits, type NewVisit } from './visit.repository.js';

export { VisitModule } from './visit.module.js';
export { lastVisits, visitsBetween, visitsInMonth, type LastVisit, type VisitCount } from './visit.queries.js';
export { insertVisits, type NewVisit } from './visit.repository.js';
export { VisitReader } from './visit.reader.js';
export { visitsQuery, type VisitRowView } from './visit.dto.js';

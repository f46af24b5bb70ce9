export { leaderChanged, type LeaderChange } from './project.jobs.js';
export { projectParties, type Line, type ProjectParties } from './project-parties.queries.js';
export { projectsInScope } from './project-scope.queries.js';
export { ProjectModule } from './project.module.js';
export { ledgerInForce, landLedger } from './project-import.repository.js';
export type { LandedRows, LedgerImportRow, LedgerStanding } from './project-import.repository.js';
export { projectsQuery, type ProjectRowView } from './project.dto.js';
export { ProjectReader } from './project.reader.js';
export { reachMilestones } from './project.repository.js';

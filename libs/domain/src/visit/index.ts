export type { AdmittedVisit, ContractTerm, FoundWay, SiteCondition, VisitTimes } from './types.js';
export { foundWays, siteConditions } from './types.js';
export { CLOCK_TOLERANCE_MS, CORRECTABLE_MS, LATE_AFTER_MS, LOGGABLE_DAYS, admitVisit } from './admission.js';
export type { LoggedVisit } from './afterwards.js';
export { mayChangeVisit } from './afterwards.js';

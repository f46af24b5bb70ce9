export { layFirstYears, layLedgerYears } from './plan.laying.js';
export { ledgerYears } from './plan.queries.js';
export { PlanModule } from './plan.module.js';
export { preparePlans, type PlanImportRow, type PreparedPlan } from './plan.import.js';
export { storePlans, storeVersions, type LaidPlan } from './plan.repository.js';
export { monthPlans } from './month-plans.queries.js';
export { planYearParam } from './plan.dto.js';

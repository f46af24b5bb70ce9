export { layFirstYears, layLedgerYears } from './plan.laying.js';
export { ledgerYears } from './plan.queries.js';
export { PlanModule } from './plan.module.js';

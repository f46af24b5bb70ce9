export { plansQuery, type PlanRowView } from './plan-ledger.dto.js';
export { PlanLedgerModule } from './plan-ledger.module.js';
export { PlanLedgerReader } from './plan-ledger.reader.js';

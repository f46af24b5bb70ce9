export { AuditModule } from './audit.module.js';
export { AuditedDenials } from './denial-recorder.js';
export { recordAudit } from './record-audit.js';
export type { AuditRecord } from './record-audit.js';
export { verifyAuditChain } from './verify-chain.js';
export type { ChainReport } from './verify-chain.js';
export { auditTrail } from './audit.queries.js';
export { auditFilters } from './audit.dto.js';
export type { SealedEntry } from './chain.js';

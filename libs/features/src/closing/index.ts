export { ClosingHandlersModule, ClosingModule } from './closing.module.js';
export { closingPolicy } from './closing.policy.js';
export { closeDue } from './closing.service.js';
export { closingSights } from './closing-sight.queries.js';

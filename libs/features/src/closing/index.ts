export { ClosingHandlersModule, ClosingModule } from './closing.module.js';
export { closingPolicy } from './closing.policy.js';
export { closeDue } from './closing.service.js';
export { closingSights } from './closing-sight.queries.js';
export { ClosingReader } from './closing.reader.js';
export {
  cardsQuery,
  closedProjectsQuery,
  closingsQuery,
  looksQuery,
  zKind as zPeriodKind,
  type CardRowView,
  type ClosedProjectView,
  type ClosingView,
  type LookView,
} from './closing.dto.js';

export { CommitmentHandlersModule, CommitmentModule } from './commitment.module.js';
export { selectContractRows, type ContractFilter, type ContractRow } from './commitment.queries.js';
export { judgeContracts } from './contract-judging.js';
export type { CommitmentView, ContractStandingView } from './commitment.dto.js';
export { commitmentSights } from './commitment-sight.queries.js';
export { CommitmentReader } from './commitment.reader.js';
export { contractsQuery } from './commitment.dto.js';

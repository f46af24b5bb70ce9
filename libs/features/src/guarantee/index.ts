export { GuaranteeModule } from './guarantee.module.js';
export { ResultsReader } from './results.reader.js';
export { resultsQuery, type ResultRowView } from './chain.dto.js';

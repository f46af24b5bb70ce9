export type { ReportingPeriod } from './reporting-period.js';
export {
  lastReportDue,
  reportDueAt,
  reportDueOn,
  reportingPeriodContaining,
  reportingPeriodsFrom,
  reportingPeriodsOf,
  spansOfReport,
} from './reporting-period.js';
export type { SpanFigure } from './prefill.js';
export { prefilledFigures } from './prefill.js';
export type { LineFault, ProjectFacts, ReportLine } from './line-check.js';
export { checkLines } from './line-check.js';
export type { ReportAct, ReportState } from './states.js';
export { afterAct } from './states.js';

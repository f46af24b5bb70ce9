export { WorksModule } from './operations.module.js';
export { diagnose } from './doctor/diagnose.js';
export { exitCodeOf } from './doctor/finding.js';
export { observe, type Installation } from './doctor/observe.js';
export { inJson, inLines } from './doctor/report.js';

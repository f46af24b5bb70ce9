export { ReportHandlersModule, ReportModule } from './report.module.js';
export { officeReports, reportedProjects, type OfficeReport, type ReportedProject } from './report.queries.js';
export { checkImportedReport, landImportedReport, type ImportedReport } from './report.import.js';
export { reportSight } from './report-sight.queries.js';

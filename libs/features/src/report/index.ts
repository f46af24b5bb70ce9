export { ReportHandlersModule, ReportModule } from './report.module.js';
export { officeReports, reportedProjects, type OfficeReport, type ReportedProject } from './report.queries.js';

export { ReportHandlersModule, ReportModule } from './report.module.js';
export { officeReports, reportedProjects, type OfficeReport, type ReportedProject } from './report.queries.js';
export { checkImportedReport, landImportedReport, type ImportedReport } from './report.import.js';
export { reportSight } from './report-sight.queries.js';
export { ReportReader } from './report.reader.js';
export { weeksQuery, type ReportRowView, type WeeksQuery } from './report.dto.js';
export type { WrittenFigure } from './report-lines.queries.js';

export { compileOverview, compileReport } from './compile/compile-report.js';
export { contentHashOf, freezeAt, renderIn } from './compile/freeze.js';
export type { ReportEvent } from './domain/report.events.js';
export { reportShapes } from './domain/report.upcasts.js';
export { AskReport, reportStream } from './edge/report.handler.js';
export { findReports, reportsProjection, type ReportView } from './read/reports.js';
export type { MonitoringReportData } from './report-data.js';
export { ReportsModule } from './reports.module.js';

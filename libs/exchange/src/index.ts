export { type Format, Exports, tableAs } from './edge/exports.js';
export { FileTransfer } from './edge/file-transfer.js';
export { type FormAnswer, type FormAsk, FormService } from './edge/form-service.js';
export { type NewPlan, PlanImport, type PlanImportAnswer, type PlanImportAsk } from './edge/plan-import.js';
export { RefusedFiles } from './edge/refused-files.js';
export { type Told, tellProblem, tellRefused, tellWarning } from './edge/sentences.js';
export { ExchangeModule, uploadLimitOf } from './exchange.module.js';
export { FileRefused, type Place, type Problem, type Warning } from './problem.js';
export { csvLine, CSV_MARK } from './workbook/write-csv.js';

export { periodInWords } from './period-in-words.js';
export { factNames } from './messages/events.en.js';
export type { FaultName } from './messages/faults.en.js';
export type { FileProblem } from './messages/files.en.js';
export type { InputRule } from './messages/inputs.en.js';
export { type RefusalCode, refusalsEn } from './messages/refusals.en.js';
export { type SheetWord, sheetsEn } from './messages/sheets.en.js';
export * from './negotiate.js';
export * from './translator.js';

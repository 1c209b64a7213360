export { factNames } from './messages/events.en.js';
export type { InputRule } from './messages/inputs.en.js';
export { type RefusalCode, refusalsEn } from './messages/refusals.en.js';
export * from './negotiate.js';
export * from './translator.js';

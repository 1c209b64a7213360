export * from './calendar.js';
export * from './decider.js';
export * from './decimal.js';
export * from './period.js';
export * from './shapes.js';
export * from './text.js';
export * from './vocabulary.js';

export * from './advance.js';
export * from './as-of.js';
export * from './prepare.js';
export * from './read-model.js';
export * from './runner.js';

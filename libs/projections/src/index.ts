export * from './advance.js';
export * from './as-of.js';
export * from './follower.js';
export * from './page.js';
export * from './prepare.js';
export * from './process.js';
export * from './read-model.js';
export * from './runner.js';

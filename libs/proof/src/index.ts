export * from './bundle/index.js';
export * from './domain/index.js';
export * from './kept/index.js';
export * from './leaves/read-leaves.js';
export * from './tiles/index.js';
export * from './prove/index.js';
export * from './verify/verify-record.js';

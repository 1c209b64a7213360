export * from './bundle/index.js';
export * from './domain/index.js';

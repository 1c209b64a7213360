export * from './append-queue.js';
export * from './event-store.js';
export * from './execute.js';
export * from './follow-log.js';
export * from './memory/memory-event-store.js';
export * from './postgres/postgres-event-store.js';
export * from './recordable.js';

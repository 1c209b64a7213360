export * from './event-store.contract.js';
export * from './store-under-test.js';

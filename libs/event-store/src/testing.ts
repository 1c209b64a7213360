export { ProtocolStandIn } from './eventstoredb/protocol-stand-in/protocol-stand-in.js';
export * from './event-store.contract.js';
export * from './store-under-test.js';

export * from './prove-continuation.js';
export * from './prove-event.js';
export { type ProofPorts, type ProvenTree, provenTree } from './proven-tree.js';
export * from './shown.js';
export * from './verify-proof.js';

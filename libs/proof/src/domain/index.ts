export * from './canonical-json.js';
export * from './checkpoint.js';
export * from './growing-tree.js';
export * from './leaf.js';
export * from './merkle.js';
export * from './proofs.js';
export * from './signed-note.js';
export * from './written-leaf.js';

export * from './failure.js';
export type { BundleEvent, BundleScope } from './format.js';
export { BUNDLE_LIMITS } from './limits.js';
export { printable, tellVerdict } from './tell-verdict.js';
export { TreeInMemory } from './tree-in-memory.js';
export { type Trust, type Verdict, verifyBundle } from './verify-bundle.js';
export type { BundleKey, BundleSource, PlacedEvent } from './bundle-source.js';
export { writeBundle } from './write-bundle.js';
export type { Names } from './text-for-people.js';

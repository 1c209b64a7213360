/** What makes keys and checks bundles and proofs offline: loaded without the API, the database and the record. */
export * from './domain/index.js';
export type { BundleEvent } from './bundle/format.js';
export { printable, tellVerdict } from './bundle/tell-verdict.js';
export { verifyBundle } from './bundle/verify-bundle.js';
export * from './prove/verify-proof.js';

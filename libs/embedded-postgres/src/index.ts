export { LOW_BYTES } from './disk-watch.js';
export { startEmbeddedPostgres } from './embedded-postgres.js';
export type { DatabaseServer, EmbeddedPostgresOptions } from './embedded-postgres.js';
export { findRunningPostgres } from './running.js';

export { type AttemptView, findAttempts, PostgresAttemptLog } from './edge/attempts.js';
export { AuditModule } from './audit.module.js';
export { type FactName, wordsFor } from './words/facts.js';
export { PROJECTIONS } from './edge/projections.js';
export { trailProjection } from './read/trail.model.js';

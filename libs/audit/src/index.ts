export { type AttemptView, findAttempts, PostgresAttemptLog } from './attempts.js';
export { AuditModule } from './audit.module.js';
export { PROJECTIONS } from './edge/audit.resolver.js';

export { type AttemptView, findAttempts, PostgresAttemptLog } from './edge/attempts.js';
export { AuditModule } from './audit.module.js';
export { PROJECTIONS } from './edge/audit.resolver.js';

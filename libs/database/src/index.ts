export * from './is-unavailable.js';
export * from './database.js';
export * from './postgres/application-role.js';
export * from './postgres/migrate.js';
export * from './postgres/pg-database.js';
export * from './postgres/wait-for-database.js';
export * from './project-file.js';
export * from './sql.js';
export { watchStatements } from './watched-statements.js';

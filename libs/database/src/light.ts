/** What needs no database: loaded without the PostgreSQL driver. */
export * from './project-file.js';

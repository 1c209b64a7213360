export * from './configuration.js';
export * from './event-shapes.js';
export * from './installation.js';
export * from './logger.js';
export { embeddedAddresses } from './prepare-database.js';
export * from './projections.js';
export * from './projector.js';
export * from './slices.module.js';
export * from './run-service.js';

/** Settings and key files: loaded without the parts that an installation is put together from. */
export * from './configuration.js';
export * from './proof-settings.js';
export * from './signers.js';

export { readConcept } from './concept.js';
export { firstData, INSTALLATION, installationCause, type Loading, loadFirstData, wasSeeded } from './load.js';
export * from './demo/walk.js';
export { territoryStage } from './registers.js';
export { readTable, type TableRow } from './table.js';

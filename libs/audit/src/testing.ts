export { countFactsOfMany, findFactsOfMany } from './trail/facts-of-many.js';
export { keyOfFact } from './trail/facts-of-one.js';
export { tellPage } from './edge/tell-page.js';
export { findDifference } from './trail/trail.js';
export { findRefused } from './trail/beside.js';

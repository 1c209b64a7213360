export { findFactsOfMany } from './trail/facts-of-many.js';
export { keyOfFact } from './trail/facts-of-one.js';

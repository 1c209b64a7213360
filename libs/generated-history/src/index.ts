export { GENERATED_PEOPLE } from './country.js';
export { generateHistory, type Wanted } from './history.js';
export type { Batch, GeneratedAppend } from './scribe.js';
export { FEWEST_EVENTS } from './size.js';
export { ForeignRecord, isGenerated, writeGeneratedHistory, type Writing } from './write.js';

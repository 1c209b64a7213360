/** The tables of `data/`: read without the commands that load them. */
export { readTable, type TableRow } from './table.js';

export { FileRefused, type Place, type Problem, type Warning } from './problem.js';
export { readFile } from './workbook/read-file.js';

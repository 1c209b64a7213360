import type { Sheet } from './cell.js';
import { isContainer } from './inspect-container.js';
import { readCsv } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';

/** Reads a file in the thread of the caller; told apart by its content, because names of files say anything. */
export const readHere = async (bytes: Buffer): Promise<readonly Sheet[]> =>
  isContainer(bytes) ? readXlsx(bytes) : readCsv(bytes);

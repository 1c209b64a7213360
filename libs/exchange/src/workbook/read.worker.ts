import { parentPort, workerData } from 'node:worker_threads';
import { FileRefused } from '../problem.js';
import type { Sheet } from './cell.js';
import { readHere } from './read-here.js';

export type Answer =
  { readonly sheets: readonly Sheet[] } | { readonly refused: Pick<FileRefused, 'code' | 'details'> };

/** Errors lose their class on the way between threads: a refusal goes as what it says. */
try {
  const sheets = await readHere(Buffer.from((workerData as { bytes: Uint8Array }).bytes));
  parentPort?.postMessage({ sheets }, []);
} catch (error) {
  if (!(error instanceof FileRefused)) throw error;
  parentPort?.postMessage({ refused: { code: error.code, details: error.details } }, []);
}

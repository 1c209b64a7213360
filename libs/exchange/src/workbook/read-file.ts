import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FileRefused } from '../problem.js';
import type { Sheet } from './cell.js';
import { LIMITS } from './limits.js';
import { readHere } from './read-here.js';
// A type only: it also brings the thread's script into the build, which nothing else imports.
import type { Answer } from './read.worker.js';

const OWN_THREAD = new URL('./read.worker.js', import.meta.url);

/**
 * Reads an uploaded file in a thread of its own: one that takes too long or too much memory ends that thread and
 * nothing else. Where the program runs from its sources (specs), there is no such thread to start.
 */
export const readFile = (bytes: Buffer): Promise<readonly Sheet[]> =>
  import.meta.url.endsWith('.ts') ? readHere(bytes) : inThread(bytes, OWN_THREAD);

/** Which thread and how long: for a spec that wants to see one end. */
export async function inThread(
  bytes: Buffer,
  script: URL,
  milliseconds: number = LIMITS.milliseconds,
): Promise<readonly Sheet[]> {
  const worker = new Worker(script, {
    workerData: { bytes },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMegabytes },
  });
  try {
    const [answer] = (await once(worker, 'message', { signal: AbortSignal.timeout(milliseconds) })) as [Answer];
    if ('refused' in answer) throw new FileRefused(answer.refused.code, answer.refused.details);
    return answer.sheets;
  } catch (error) {
    throw isExhausted(error) ? new FileRefused('TAKES_TOO_MUCH') : error;
  } finally {
    await worker.terminate();
  }
}

const isExhausted = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'AbortError' || (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY');

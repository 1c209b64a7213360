import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@baikoo/event-store';
import type { Pace } from './compared-tree.js';

/** While others append, whoever compares rests this many times as long as it worked, as the keeper of the tree does. */
const REST = 32;

/** Without rest, for whoever waits for it; others of this thread get their turn between two pages. */
export const inHaste: Pace = async () => {
  await breathe();
  return false;
};

/** Beside those who append and ask, who come first; until it is to stop. */
export function besideOthers(record: Pick<EventStore, 'head'>, stopping: AbortSignal): Pace {
  let before: bigint | undefined;
  return async (workedMs) => {
    const head = await record.head();
    const isAppended = before !== undefined && head !== before;
    before = head;
    await sleep(workedMs * (isAppended ? REST : 1), undefined, { signal: stopping }).catch(() => {});
    return stopping.aborted;
  };
}

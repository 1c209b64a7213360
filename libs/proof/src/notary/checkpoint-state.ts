import type { EventStore } from '@baikoo/event-store';
import type { KeptTree, TreeHead } from '../kept/index.js';
import type { SigningBook } from './signing-book.js';
import type { NotaryTrouble } from './trouble.js';

/** How the newest checkpoint stands. */
export type CheckpointState = {
  /** Events under it; undefined while nothing was signed. */
  readonly size: number | undefined;
  /** Since it was signed, in milliseconds. */
  readonly ageMs: number | undefined;
  /** OVERDUE: something was recorded, and nobody has signed it for twice as long as agreed. */
  readonly trouble: NotaryTrouble | 'OVERDUE' | undefined;
};

export type Checkpoints = {
  readonly book: SigningBook;
  readonly tree: KeptTree;
  readonly record: Pick<EventStore, 'readLog'>;
};

/** From the book: right whichever process signs. */
export async function checkpointState(
  checkpoints: Checkpoints,
  kept: TreeHead,
  everyMs: number,
): Promise<CheckpointState> {
  const { book } = checkpoints;
  const [newest, { trouble, since }] = [await book.findNewest(), await book.trouble()];
  const ageMs = newest && Math.max(0, Date.now() - Date.parse(newest.signedAt));
  const mayBeOverdue = trouble === null && kept.size > (newest?.size ?? 0) && (ageMs ?? Infinity) > 2 * everyMs;
  // In a record that is older than its first notary all events are old, and nobody could have signed them.
  const waitingSince =
    mayBeOverdue && Math.max(Date.parse(since), await firstUnsignedAt(checkpoints, newest?.size ?? 0));
  const isOverdue = waitingSince !== false && Date.now() - waitingSince > 2 * everyMs;
  return { size: newest?.size, ageMs, trouble: trouble ?? (isOverdue ? 'OVERDUE' : undefined) };
}

/** When the record learned of the event at a place of the tree; a record that lacks it is not the notary's matter. */
async function firstUnsignedAt({ tree, record }: Checkpoints, index: number): Promise<number> {
  const position = await tree.findPosition(record, index);
  const [event] = position === undefined ? [] : await record.readLog(position - 1n, 1);
  return event ? Date.parse(event.recordedAt) : 0;
}

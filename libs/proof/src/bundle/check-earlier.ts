import {
  type Checkpoint,
  claimedSize,
  NoteRejected,
  notesOf,
  openCheckpoint,
  verifyConsistency,
} from '../domain/index.js';
import type { BundleHead } from './check-head.js';
import type { Failure } from './failure.js';

/**
 * Whether the record of the bundle continues that of checkpoints that somebody kept from before: one, or many that were
 * collected one after the other. Of many those are looked at that the bundle speaks of, and it must speak of one at least.
 */
export function checkKept(collected: string, head: BundleHead): readonly (Checkpoint | Failure)[] {
  const notes = notesOf(collected);
  if (notes.length < 2) return [checkEarlier(collected, head)];
  const found = notes.filter((note) => {
    const size = claimedSize(note);
    return size !== undefined && (size === head.checkpoint.size || head.consistency.has(size));
  });
  return found.length > 0
    ? found.map((note) => checkEarlier(note, head))
    : [notCovered(`the bundle speaks of none of the ${notes.length} checkpoints given: ask for one that does`)];
}

/** The checkpoint must be signed by one of the keys of the bundle. */
function checkEarlier(note: string, head: BundleHead): Checkpoint | Failure {
  try {
    return continuationOf(openCheckpoint(note, head.keys), head);
  } catch (error) {
    if (!(error instanceof NoteRejected)) throw error;
    return unreadable(`the earlier checkpoint is not one: ${error.message}`);
  }
}

/** Whether the record of the bundle continues that of an earlier checkpoint that is believed. */
export function continuationOf(earlier: Checkpoint, { checkpoint, consistency }: BundleHead): Checkpoint | Failure {
  const later = `${checkpoint.size} events`;
  if (earlier.size > checkpoint.size)
    return notCovered(`the checkpoint given is of ${earlier.size} events, later than that of the bundle (${later})`);
  const proof = consistency.get(earlier.size);
  const needsNone = earlier.size === checkpoint.size || earlier.size === 0;
  if (!proof && !needsNone)
    return notCovered(
      `the bundle has no proof from ${earlier.size} events on: ask for one that was made with --earlier ${earlier.size}`,
    );
  const hashes = needsNone ? [] : (proof?.hashes ?? []);
  if (verifyConsistency({ from: earlier, to: checkpoint, proof: hashes })) return earlier;
  const detail = `the record of the bundle does not continue that of the checkpoint over ${earlier.size} events`;
  return { code: 'HISTORY_REWRITTEN', line: proof?.line, detail };
}

const notCovered = (detail: string): Failure => ({ code: 'EARLIER_NOT_COVERED', line: undefined, detail });
export const unreadable = (detail: string): Failure => ({ code: 'UNREADABLE_EARLIER', line: undefined, detail });

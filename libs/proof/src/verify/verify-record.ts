import { type EventStore, type Position, BEFORE_THE_FIRST } from '@baikoo/event-store';
import { type Checkpoint, GrowingTree, type Hash, HASH_BYTES } from '../domain/index.js';
import { readLeaves } from '../leaves/read-leaves.js';

/** What the record, hashed once more from its first event, says of checkpoints that were signed earlier. */
export type RecordVerification = {
  /** Events in the record. */
  readonly size: number;
  readonly root: Hash;
  readonly position: Position;
  /** Checkpoints whose root the record does not have any more, or that it has become too short for; the smallest first. */
  readonly broken: readonly (Checkpoint & { readonly why: 'OTHER_EVENTS' | 'TOO_SHORT' })[];
  /**
   * Where the change lies, as indexes from 0: `start` events are as the last checkpoint that holds says, and what is wrong
   * stands before `end`. Undefined where every checkpoint holds.
   */
  readonly wrong?: { readonly start: number; readonly end: number };
};

export type VerifyRecordOptions = {
  /** Signed earlier and kept elsewhere; whoever gives them has checked their signatures. */
  readonly checkpoints: readonly Checkpoint[];
  readonly onProgress?: (events: number, position: Position) => void;
  readonly signal?: AbortSignal;
};

/**
 * Hashes the record as it was written, event by event in bounded memory, and compares the tree with each checkpoint when it
 * has that size. `record` is the store beneath the upcasts (`ShapedEventStore.recorded`).
 */
export async function verifyRecord(
  record: Pick<EventStore, 'readLog'>,
  { checkpoints, onProgress = () => {}, signal }: VerifyRecordOptions,
): Promise<RecordVerification> {
  const waiting = [...checkpoints].toSorted((one, other) => one.size - other.size);
  const tree = new GrowingTree();
  const broken: RecordVerification['broken'][number][] = [];
  let good = 0;
  const compare = () => {
    for (; waiting[0]?.size === tree.size; waiting.shift()) {
      if (waiting[0].root.equals(tree.root)) good = broken.length > 0 ? good : tree.size;
      else broken.push({ ...waiting[0], why: 'OTHER_EVENTS' });
    }
  };
  compare();
  let position = BEFORE_THE_FIRST;
  for await (const { hashes, last } of readLeaves(record, position)) {
    signal?.throwIfAborted();
    for (let at = 0; at < hashes.length; at += HASH_BYTES) {
      tree.append(hashes.subarray(at, at + HASH_BYTES));
      compare();
    }
    position = last;
    onProgress(tree.size, position);
  }
  broken.push(...waiting.map((checkpoint) => ({ ...checkpoint, why: 'TOO_SHORT' as const })));
  const [first] = broken;
  return {
    ...{ size: tree.size, root: tree.root, position, broken },
    ...(first && { wrong: { start: good, end: first.size } }),
  };
}

/** The notes of a file to which checkpoints were appended one after the other. */
export const notesOf = (file: string): readonly string[] =>
  (file.match(/[^—][^]*?\n\n(?:— .*\n)+/g) ?? []).map((note) => note.trimStart());

import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { type Checkpoint, GrowingTree, type Hash } from '../domain/index.js';
import type { KeptTree } from '../kept/index.js';
import { compareWithKept } from './compare-with-kept.js';
import type { Difference } from './differences.js';
import { KeptCheck, type KeptFindings } from './kept-check.js';
import { LeafQueue } from './leaf-queue.js';
import { NumberedLog } from './numbered-log.js';
import { type BrokenCheckpoint, TreeCheck } from './tree-check.js';

/** A difference with the events that stand there now, as they were written: the first of them. */
export type LocatedDifference = Difference & { readonly events: readonly Recorded[] };

/** Events that are shown, of all differences together. */
const SHOWN = 20;

/** What the record, hashed once more from its first event, says of checkpoints that were signed earlier. */
export type RecordVerification = {
  /** Events in the record. */
  readonly size: number;
  readonly root: Hash;
  readonly position: Position;
  /** Checkpoints whose root the record does not have any more, or that it has become too short for; the smallest first. */
  readonly broken: readonly BrokenCheckpoint[];
  /**
   * Where the change lies, as indexes from 0: `start` events are as the last checkpoint that holds says, and what is wrong
   * stands before `end`. Undefined where every checkpoint holds.
   */
  readonly wrong?: { readonly start: number; readonly end: number };
  /** Compared with the hashes that are kept of it: to the event. Undefined where there are none to compare with. */
  readonly kept?: Omit<KeptFindings, 'differences'> & { readonly differences: readonly LocatedDifference[] };
};

export type VerifyRecordOptions = {
  /** Signed earlier and kept elsewhere; whoever gives them has checked their signatures. */
  readonly checkpoints: readonly Checkpoint[];
  /** The hashes that were kept as the record grew. */
  readonly kept?: KeptTree;
  readonly onProgress?: (events: number, position: Position) => void;
  readonly signal?: AbortSignal;
};

/**
 * Hashes the record as it was written, in bounded memory, compares the tree with each checkpoint when it has that size, and
 * the events with the hashes that are kept of them. `record` is the store beneath the upcasts (`ShapedEventStore.recorded`).
 */
export async function verifyRecord(
  record: Pick<EventStore, 'readLog'>,
  { checkpoints, kept, onProgress = () => {}, signal }: VerifyRecordOptions,
): Promise<RecordVerification> {
  const log = new NumberedLog(record, onProgress, signal);
  let check: KeptCheck | undefined;
  const found = new TreeCheck(checkpoints, new GrowingTree((node, hash) => check?.note(node, hash)));
  if (kept) {
    const keptCheck = new KeptCheck(kept, (await kept.head()).size, found);
    check = keptCheck;
    const leaves = new LeafQueue((from) => keptCheck.leaves(from));
    await compareWithKept(new LeafQueue((from) => log.hashes(from)), leaves, keptCheck);
  } else for await (const hashes of log.hashes()) found.add(hashes);
  found.end();
  const [first] = found.broken;
  return {
    ...{ size: found.size, root: found.root, position: log.position, broken: found.broken },
    ...(first && { wrong: { start: found.good, end: first.size } }),
    ...(check && { kept: await located(await check.findings(), log) }),
  };
}

async function located(findings: KeptFindings, log: NumberedLog): Promise<NonNullable<RecordVerification['kept']>> {
  const differences: LocatedDifference[] = [];
  let left = SHOWN;
  for (const difference of findings.differences) {
    const count = Math.min(left, difference.count);
    const events = 'now' in difference && count > 0 ? await log.find(difference.now, count) : [];
    left -= events.length;
    differences.push({ ...difference, events });
  }
  return { ...findings, differences };
}

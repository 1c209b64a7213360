import { hashLeaf, verifyInclusion } from '../domain/index.js';
import type { BundleHead } from './check-head.js';
import { hashOf } from './check-head.js';
import type { Failure, FailureCode } from './failure.js';
import { type BundleEvent, type BundleScope, eventLine, proofLine } from './format.js';
import { type Part, valueOf } from './read-parts.js';

/** Whether the events are those that the scope promises, looked at one after the other. */
type Order = {
  /** What is wrong with this event coming now. */
  next(index: number, event: BundleEvent): { readonly code: FailureCode; readonly detail: string } | undefined;
  /** What is missing when no further event comes. */
  missing(): string | undefined;
};

export function orderOf(scope: BundleScope): Order {
  return scope.kind === 'RANGE' ? rangeOrder(scope.first, scope.last) : streamsOrder(scope.streams);
}

function rangeOrder(first: number, last: number): Order {
  let expected = first;
  return {
    next: (index) => {
      const isNext = index === expected && index <= last;
      const detail = `event ${index} stands where ${expected > last ? 'none' : `event ${expected}`} had to follow`;
      expected = index + 1;
      return isNext ? undefined : { code: 'GAP', detail };
    },
    missing: () => (expected === last + 1 ? undefined : `events ${expected} to ${last} are missing`),
  };
}

function streamsOrder(streams: readonly { readonly stream: string; readonly revisions: number }[]): Order {
  const promised = new Map(streams.map(({ stream, revisions }) => [stream, revisions]));
  const reached = new Map(streams.map(({ stream }) => [stream, 0]));
  let former = -1;
  return {
    next: (index, { stream, revision }) => {
      const before = former;
      former = index;
      if (index <= before) return { code: 'GAP', detail: `event ${index} stands after event ${before}` };
      const [last, expected] = [promised.get(stream), (reached.get(stream) ?? 0) + 1];
      if (last === undefined)
        return { code: 'FOREIGN_EVENT', detail: 'its event belongs to a history that the bundle does not promise' };
      reached.set(stream, revision);
      if (revision === expected && revision <= last) return undefined;
      const place = expected > last ? 'none' : `revision ${expected}`;
      return { code: 'GAP', detail: `revision ${revision} stands where ${place} had to follow` };
    },
    missing: () => {
      const short = [...promised].find(([stream, revisions]) => reached.get(stream) !== revisions);
      return short && `the history ${short[0]} ends at revision ${reached.get(short[0])} of ${short[1]}`;
    },
  };
}

export type CheckedEvent = {
  readonly index: number;
  readonly event: BundleEvent;
  readonly failures: readonly Failure[];
};

/** One event with its proof: whether it stands in the tree at that place, byte for byte. */
export function checkEvent(
  proof: Part,
  part: Part,
  { checkpoint }: Pick<BundleHead, 'checkpoint'>,
  order: Order,
): CheckedEvent {
  const { index, hashes } = valueOf(proof, proofLine);
  const event = valueOf(part, eventLine);
  const failures: Failure[] = [];
  const { size, root } = checkpoint;
  if (!verifyInclusion({ index, size, root, leafHash: hashLeaf(part.json), proof: hashes.map(hashOf) }))
    failures.push({
      code: 'NOT_IN_THE_TREE',
      line: part.line,
      detail: `event ${index} is not what the record holds at this place: the event, its proof or its place was changed`,
    });
  const misplaced = order.next(index, event);
  if (misplaced) failures.push({ ...misplaced, line: part.line });
  return { index, event, failures };
}

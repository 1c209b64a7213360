import type { EventStore, Position, Recorded } from '@baikoo/event-store';
import { leafHash, readCheckpoint, readNote, treeRoot } from '../domain/index.js';
import type { BundleKey, BundleSource, PlacedEvent } from './bundle-source.js';
import type { BundleScope } from './format.js';
import { TreeInMemory } from './tree-in-memory.js';

/** What somebody wants a bundle of, in the words of the store: positions, both with it, or whole histories. */
export type Wanted =
  | { readonly kind: 'RANGE'; readonly from: Position; readonly to: Position }
  | { readonly kind: 'STREAMS'; readonly streams: readonly string[]; readonly subject: string | null };

/** The signed checkpoint that a bundle is made under, the keys that lead to it, and what else it has to connect with. */
export type Seal = {
  readonly checkpoint: string;
  readonly keys: readonly BundleKey[];
  readonly earlier?: readonly number[];
};

/** There is no such bundle: nothing of what was wanted is under the checkpoint, or the record is not the one it signed. */
export class NoBundle extends Error {
  override readonly name = 'NoBundle';
}

const PAGE = 1_000;

/**
 * A bundle's contents out of the record of any adapter, as it was written. Hashes the record up to the checkpoint once and
 * compares: from a record that was changed since it was sealed no bundle is made. It takes some hundred bytes of memory for each
 * event of the record while the bundle is written.
 */
export async function sourceFromRecord(record: EventStore, wanted: Wanted, seal: Seal): Promise<BundleSource> {
  const { size, root } = readCheckpoint(readNote(seal.checkpoint).text);
  const tree = new TreeInMemory();
  const found = findingOf(wanted);
  for await (const { index, event } of recordFrom(record, { after: 0n, index: 0 }, size)) {
    tree.add(leafHash(event));
    found.look(index, event);
  }
  if (tree.size < size)
    throw new NoBundle(
      `The record ends after ${tree.size} events; the checkpoint is of ${size}. Its tail was cut off.`,
    );
  if (!(await treeRoot(size, tree)).equals(root))
    throw new NoBundle('The record is not the one of the checkpoint: something in it was changed since.');
  return { ...seal, scope: found.scope(), hashes: tree, events: () => found.events(record) };
}

type Place = { readonly after: Position; readonly index: number };

/** The events from a place on, up to, without, the one at `end`. */
async function* recordFrom(
  record: EventStore,
  { after, index }: Place,
  end: number,
): AsyncGenerator<PlacedEvent & { event: Recorded }> {
  for (let [position, next] = [after, index]; next < end;) {
    const page = await record.readLog(position, Math.min(PAGE, end - next));
    if (page.length === 0) return;
    for (const event of page) yield { index: next++, event };
    position = page.at(-1)!.position;
  }
}

/** Looks at each event of the record once, and knows afterwards where what was wanted stands. */
type Finding = {
  look(index: number, event: Recorded): void;
  scope(): BundleScope;
  events(record: EventStore): AsyncIterable<PlacedEvent>;
};

const findingOf = (wanted: Wanted): Finding => (wanted.kind === 'RANGE' ? rangeIn(wanted) : historiesIn(wanted));

function rangeIn({ from, to }: Extract<Wanted, { kind: 'RANGE' }>): Finding {
  let before: Position = 0n;
  let [first, last] = [-1, -1];
  return {
    look: (index, { position }) => {
      if (position < from) before = position;
      else if (position <= to) {
        if (first === -1) first = index;
        last = index;
      }
    },
    scope: () => {
      if (first === -1) throw new NoBundle(`No event of ${from} to ${to} is under the checkpoint.`);
      return { kind: 'RANGE', first, last };
    },
    events: (record) => recordFrom(record, { after: before, index: first }, last + 1),
  };
}

function historiesIn({ streams, subject }: Extract<Wanted, { kind: 'STREAMS' }>): Finding {
  const places = new Map<string, number[]>(streams.map((stream) => [stream, []]));
  return {
    look: (index, { stream }) => void places.get(stream)?.push(index),
    scope: () => {
      const known = [...places].filter(([, { length }]) => length > 0);
      if (known.length === 0) throw new NoBundle(`No event of ${streams.join(', ')} is under the checkpoint.`);
      return {
        kind: 'STREAMS',
        streams: known.map(([stream, { length: revisions }]) => ({ revisions, stream })),
        subject,
      };
    },
    events: async function* (record) {
      const histories = [];
      for (const [stream, indexes] of places) {
        const history = indexes.length > 0 ? await record.read(stream) : [];
        histories.push(indexes.map((index, i) => ({ index, event: history[i]! })));
      }
      yield* histories.flat().toSorted((a, b) => a.index - b.index);
    },
  };
}

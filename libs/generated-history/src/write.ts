import { type EventStore, type Position, StreamMoved } from '@baikoo/event-store';
import type { Moment } from '@baikoo/kernel';
import { generateHistory, type Wanted } from './history.js';
import type { Batch } from './scribe.js';

export type Writing = Wanted & {
  /** The record, over a store that takes the moment of what it records from `clock`. */
  readonly storeWith: (clock: () => Moment) => EventStore;
  /** Told after each batch; `goal` is only about right until the end is reached. */
  readonly onProgress?: (progress: { events: number; position: Position; goal: Position }) => void;
};

/** The record holds something else than this history: it is left as it is. */
export class ForeignRecord extends Error {
  override readonly name = 'ForeignRecord';
}

/**
 * Writes a generated history into an empty record, one transaction for each batch, and returns how many events it has.
 * A record that holds the beginning of the same history is continued. Throws {@link ForeignRecord} for any other.
 */
export async function writeGeneratedHistory(writing: Writing): Promise<number> {
  const { events: wanted, storeWith, onProgress = () => {} } = writing;
  let moment: Moment = '';
  const store = storeWith(() => moment);
  const before = await store.head();
  const goal = BigInt(wanted);
  let position: Position = 0n;
  let events = 0;
  // While the database writes a batch, the next one is thought out.
  let pending: Promise<unknown> = Promise.resolve();
  for (const batch of await generateHistory(writing)) {
    await pending;
    position = batch.first + BigInt(batch.events) - 1n;
    if (position < before) continue;
    // Written once more, a batch that was written before only gets its first receipts.
    if (batch.first <= before) await expectWritten(store, batch, before);
    moment = batch.at;
    pending = write(store, batch);
    pending.catch(() => {});
    events += batch.events;
    // The size is only about right, and the end is not reached before it is.
    onProgress({ events, position, goal: position < goal ? goal : position + 1n });
  }
  await pending;
  if (position < before) throw foreign();
  onProgress({ events, position, goal: position });
  return Number(position);
}

async function write(store: EventStore, { first, appends }: Batch): Promise<void> {
  const receipts = await Promise.all(
    appends.map(({ stream, expected, events, cause }) => store.append(stream, expected, events, cause)),
  ).catch((error: unknown) => {
    // The same seed in another size goes other ways.
    throw error instanceof StreamMoved ? foreign() : error;
  });
  let position = first - 1n;
  receipts.forEach((receipt, index) => {
    position += BigInt(appends[index]!.events.length);
    // Outcomes of reports name positions: somebody else who writes meanwhile would make them wrong.
    if (receipt.position !== position) throw foreign();
  });
}

/** Positions have no gaps, so where the last event before stands at its place, all before it do. */
async function expectWritten(store: EventStore, { first, appends }: Batch, head: Position): Promise<void> {
  const ids = appends.flatMap((append) => append.events.map(({ eventId }) => eventId));
  const last = await store.findLast();
  if (last?.eventId !== ids[Number(head - first)]) throw foreign();
}

const foreign = () =>
  new ForeignRecord(
    'The record holds other events than this generated history. Histories are generated into an empty installation; ' +
      'the same seed and size continue one that was cut short.',
  );

/** Whether the record was begun by a generated history: nothing else is loaded into it. */
export async function isGenerated(store: EventStore): Promise<boolean> {
  const [first] = await store.readLog(0n, 1);
  return first !== undefined && first.cause.commandId.startsWith('generated:');
}

import { type Database, sql } from '@baikoo/database';
import type { EventStore, Position } from '@baikoo/event-store';
import type { ProjectionBuilder } from './builder.js';

/** Events that are read and folded at once. */
const PAGE = 2_000;
/** Events after which what was done is made to last, so that an interruption costs no more than these. */
const CHUNK = 250_000;

export type Progress = {
  /** Events folded in this run. */
  readonly events: number;
  readonly position: Position;
  /** The position that is to be reached. */
  readonly goal: Position;
};

export type Filling = {
  readonly db: Database;
  readonly store: EventStore;
  readonly builders: readonly ProjectionBuilder[];
  readonly after: Position;
  /** Nothing after this position is folded. */
  readonly upTo: Position;
  /** Called inside the transaction that makes everything up to `position` last. */
  readonly remember: (tx: Database, position: Position) => Promise<unknown>;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal | undefined;
};

/** Folds a stretch of the log into tables that nobody reads yet: reading, folding and writing at the same time. */
export async function fill(filling: Filling): Promise<void> {
  const { db, store, builders, after, upTo, remember, onProgress, signal } = filling;
  const read = (from: Position) => {
    const page = store.readLog(from, PAGE);
    // Whoever waits for the page gets the error; until then it is nobody's.
    page.catch(() => {});
    return page;
  };
  let position = after;
  let events = 0;
  let next = read(position);

  const fillChunk = async (tx: Database) => {
    let writing: Promise<unknown> = Promise.resolve();
    try {
      for (let count = 0; count < CHUNK && position < upTo;) {
        signal?.throwIfAborted();
        const page = (await next).filter((event) => event.position <= upTo);
        if (page.length === 0) {
          position = upTo;
          break;
        }
        position = page.at(-1)!.position;
        next = read(position);
        for (const builder of builders) await builder.fold(tx, page);
        const writes = builders.map((builder) => builder.takeWriting());
        await writing;
        writing = (async () => {
          for (const write of writes) await write(tx);
        })();
        writing.catch(() => {});
        count += page.length;
        events += page.length;
        onProgress({ events, position, goal: upTo });
      }
      await writing;
    } finally {
      // Whatever went wrong meanwhile: what is being written belongs to this transaction and must not outlive it.
      await writing.catch(() => {});
    }
  };

  while (position < upTo) {
    await db.transaction(
      async (tx) => {
        await tx.query(sql`set local synchronous_commit to off`);
        await fillChunk(tx);
        for (const builder of builders) await builder.flush(tx);
        await remember(tx, position);
      },
      { long: true },
    );
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@baikoo/event-store';
import { PostgresTiles, TileKeeper } from '@baikoo/proof';
import { benchCause, twoFacts } from '../facts.js';
import type { BenchNotary, Recorded } from './bench-notary.js';

const CALLERS = 32;
/** How long the tree may take to catch up before the round is given up. */
const PATIENCE_MS = 600_000;
const SETTLE_MS = 2_000;
export type AppendRound = {
  readonly appendsPerSecond: number;
  /** Until the last of them was also kept; the same as without a keeper where there is none. */
  readonly andKeptPerSecond: number;
};

/**
 * Appends by callers that each wait for their answer, with or without keeper and notary in the same process, as in
 * service.
 */
export async function appendWhile(
  { db, store }: Recorded,
  notary: BenchNotary,
  { seconds, keeping }: { seconds: number; keeping: boolean },
): Promise<AppendRound> {
  const tiles = new PostgresTiles(db);
  const keeper = new TileKeeper(db, store, tiles);
  // What a round without a keeper left is no part of this one.
  await keeper.start();
  await caughtUp(tiles, store);
  await notary.catchUp();
  if (!keeping) await keeper.stop();
  // What was written just before still goes to the disk.
  await sleep(SETTLE_MS);
  // Every program that runs the system follows the record for its read models, with or without a tree.
  const unfollow = await store.follow(() => {});
  if (keeping) notary.start();
  const began = performance.now();
  const until = began + seconds * 1_000;
  let appends = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      const id = randomUUID();
      const facts = twoFacts(id);
      for (let revision = 0; performance.now() < until; appends++)
        ({ revision } = await store.append(`measure-${id}`, revision, facts, benchCause()));
    }),
  );
  const appended = performance.now() - began;
  if (keeping) await caughtUp(tiles, store);
  const kept = performance.now() - began;
  if (keeping) await Promise.all([notary.stop(), keeper.stop()]);
  await unfollow();
  return { appendsPerSecond: (appends * 1_000) / appended, andKeptPerSecond: (appends * 1_000) / kept };
}

export async function caughtUp(tiles: PostgresTiles, store: EventStore): Promise<void> {
  const head = await store.head();
  if (!(await tiles.caughtUp(head, { timeoutMs: PATIENCE_MS }))) throw new Error('The tree did not catch up.');
}
